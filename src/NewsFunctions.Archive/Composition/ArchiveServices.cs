using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Storage.Composition;

namespace NewsFunctions.Archive.Composition;

public static class ArchiveServices
{
    /// <summary>Registers everything that functions and commands call.</summary>
    /// <param name="configuration">The root configuration. docs/settings.md lists the keys.</param>
    public static IServiceCollection AddArchive(this IServiceCollection services, IConfiguration configuration) => services
        .AddSites(configuration)
        .AddLinkChecks(configuration)
        .AddRescue(configuration)
        .AddCaptures(configuration)
        .AddArchiveStorage()
        .AddSingleton<StorageReady>()
        .AddIngest()
        .AddPublishing()
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
