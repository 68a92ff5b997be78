using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Ingest;

internal static class IngestServices
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton<CommitWriter>()
        .AddSingleton<DefaultSiteGuard>()
        .AddSingleton<SiteMove>()
        .AddSingleton<DumpIngest>()
        .AddSingleton<FailedDumps>()
        .AddSingleton<DumpRetries>()
        .AddSingleton<DumpReconciliation>();
}
