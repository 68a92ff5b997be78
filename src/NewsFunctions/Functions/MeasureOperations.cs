using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Operations;

namespace NewsFunctions.Functions;

/// <summary>Measures queues, circuits, visits and captures for operators.</summary>
public sealed class MeasureOperations(Measuring measuring)
{
    [Function(nameof(MeasureOperations))]
    public Task RunAsync([TimerTrigger("0 5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        measuring.MeasureAsync(cancellationToken);
}
