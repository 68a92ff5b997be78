using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Ingest;

namespace NewsFunctions.Archive.Composition;

internal static class IngestServices
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton<CommitWriter>()
        .AddSingleton<BatchGroups>()
        .AddSingleton(_ => new LargeIngests(IngestLimits.Default.LargeAtOnce))
        .AddSingleton<DefaultSiteGuard>()
        .AddSingleton<SiteMove>()
        .AddSingleton<DumpIngest>()
        .AddSingleton<FailedDumps>()
        .AddSingleton<DumpRetries>()
        .AddSingleton<DumpReconciliation>();
}
