using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Summaries;

namespace NewsFunctions.Functions;

/// <summary>Writes the summaries that serve counts, trends and the calendar of losses.</summary>
public sealed class SummarizeArchive(Summarizing summarizing)
{
    [Function(nameof(SummarizeArchive))]
    public Task RunAsync([TimerTrigger("0 50 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        summarizing.MakeAsync(cancellationToken);
}
