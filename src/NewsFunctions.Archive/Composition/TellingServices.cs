using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Publishing;

namespace NewsFunctions.Archive.Composition;

internal static class TellingServices
{
    public static IServiceCollection AddTelling(this IServiceCollection services) => services
        .AddSingleton<LinkTeller>();
}
