using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Digests;

internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<WeeklyDigests>();
}
