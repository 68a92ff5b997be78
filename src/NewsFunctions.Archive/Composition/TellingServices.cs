using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Telling;

internal static class TellingServices
{
    public static IServiceCollection AddTelling(this IServiceCollection services) => services
        .AddSingleton<LinkTeller>();
}
