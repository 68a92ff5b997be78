using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Digests;

namespace NewsFunctions.Archive.Composition;

internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<WeeklyDigests>();
}
