using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Digests;

namespace NewsFunctions.Functions;

/// <summary>Writes a digest of the last full week for each site. Runs daily, so that a day of downtime loses none; each week has one.</summary>
public sealed class WriteDigests(WeeklyDigests digests)
{
    [Function(nameof(WriteDigests))]
    public Task RunAsync([TimerTrigger("0 20 4 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        digests.WriteAsync(cancellationToken);
}
