using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Publishing;

namespace NewsFunctions.Archive.Composition;

internal static class PublishingServices
{
    public static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<LinkPublisher>();
}
