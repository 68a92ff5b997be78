using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Ingest;

internal static class IngestServices
{
    public static IServiceCollection AddIngest(this IServiceCollection services) => services
        .AddSingleton<CommitWriter>()
        .AddSingleton<DumpIngest>()
        .AddSingleton<FailedDumps>()
        .AddSingleton<DumpReconciliation>();
}
