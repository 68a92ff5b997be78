using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Queries;

namespace NewsFunctions.Archive.Composition;

public static class QueryServices
{
    /// <summary>Registers <see cref="ArchiveQueries"/>. Needs the archive's storage and the sites.</summary>
    public static IServiceCollection AddArchiveQueries(this IServiceCollection services)
    {
        services.AddSingleton<DumpQueries>();
        services.AddSingleton<HostQueries>();
        services.AddSingleton<ArchiveStatistics>();
        services.AddSingleton<ArticleBytes>();
        services.AddSingleton<MentionQueries>();
        services.AddSingleton<WarcExport>();
        services.AddSingleton<KnownSites>();
        services.AddSingleton<ArchiveQueries>();
        return services;
    }
}
