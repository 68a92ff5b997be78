using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;

namespace NewsFunctions.Functions;

/// <summary>Finds uploads whose event was lost and sends them to <see cref="IngestQueuedDump"/>.</summary>
public sealed class ReconcileDumps(DumpReconciliation reconciliation)
{
    [Function(nameof(ReconcileDumps))]
    public Task RunAsync([TimerTrigger("0 20 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        reconciliation.RunAsync(cancellationToken);
}
