using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Captures;
using NewsFunctions.Digests;
using NewsFunctions.Exports;
using NewsFunctions.Http;
using NewsFunctions.Ingest;
using NewsFunctions.Judgements;
using NewsFunctions.LinkChecks;
using NewsFunctions.Links;
using NewsFunctions.Operations;
using NewsFunctions.Queries;
using NewsFunctions.Reports;
using NewsFunctions.Rescue;
using NewsFunctions.Sites;
using NewsFunctions.Storage;
using NewsFunctions.Summaries;
using NewsFunctions.Takedowns;
using NewsFunctions.Telling;
using NewsFunctions.Webhooks;

namespace NewsFunctions;

public static class ArchiveServices
{
    /// <summary>Registers everything that functions and commands call.</summary>
    /// <param name="configuration">The root; docs/settings.md lists the keys.</param>
    public static IServiceCollection AddArchive(this IServiceCollection services, IConfiguration configuration) => services
        .AddSites(configuration)
        .AddLinkChecks(configuration)
        .AddRescue(configuration)
        .AddCaptures(configuration)
        .AddArchiveStorage()
        .AddSingleton<StorageReady>()
        .AddIngest()
        .AddTelling()
        .AddJudgements()
        .AddLinkVisits(configuration)
        .AddWebhook(configuration)
        .AddSummaries()
        .AddDigests()
        .AddArchiveQueries()
        .AddExports()
        .AddReports()
        .AddOperations()
        .AddTakedowns()
        .AddHttpApi(configuration);
}
