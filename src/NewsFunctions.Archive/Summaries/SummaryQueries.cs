using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Answers from the stored summaries, and has them made anew when they are old.</summary>
public sealed partial class SummaryQueries(
    SummaryStore summaries, Summarizing summarizing, Maintenance maintenance, TimeProvider time, ILogger<SummaryQueries> logger)
{
    /// <summary>A summary older than this is made anew before it is answered.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>How long a call waits for a new summary. Where it takes longer, the old one is answered.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private long? _gaveUpAt;

    /// <summary>One operation where the stored summary is young enough, two for a site that has no rows.</summary>
    /// <param name="site">Null: the whole archive.</param>
    /// <returns>Null where there is none yet, and making one takes longer than a call waits.</returns>
    public async Task<ArchiveSummary?> GetAsync(string? site, CancellationToken cancellationToken)
    {
        (ArchiveSummary? found, StoredSummary? made) = await FindAsync(site, cancellationToken);
        if (found is not null && IsYoung(found))
        {
            return found;
        }

        if (MayMake(made))
        {
            await MakeAsync(isFirst: found is null, cancellationToken);
            (found, _) = await FindAsync(site, cancellationToken);
        }

        return found;
    }

    /// <summary>The stored summary of the whole archive, however old, in one operation; null where there is none.</summary>
    public async Task<ArchiveSummary?> PeekAsync(CancellationToken cancellationToken) =>
        (await summaries.ReadAsync(site: null, cancellationToken))?.Summary;

    /// <summary>The summary of a site. One that has no rows has none of its own, or an old one of when it had rows: it is empty.</summary>
    private async Task<(ArchiveSummary? Found, StoredSummary? Made)> FindAsync(string? site, CancellationToken cancellationToken)
    {
        StoredSummary? stored = await summaries.ReadAsync(site, cancellationToken);
        if (site is null || (stored is not null && IsYoung(stored.Summary)))
        {
            return (stored?.Summary, stored);
        }

        StoredSummary? whole = await summaries.ReadAsync(site: null, cancellationToken);
        return whole is null || whole.Summary.Sites.Contains(site)
            ? (stored?.Summary, stored ?? whole)
            : (new SiteCounter().ToSummary(whole.Summary.AsOf, whole.Summary.Sites, whole.Summary.Damage, before: null, _ => null), whole);
    }

    /// <summary>Says whether what was read at that time may still be answered.</summary>
    internal bool IsYoung(DateTimeOffset asOf) => time.GetUtcNow() - asOf < MaxAge;

    private bool IsYoung(ArchiveSummary summary) => IsYoung(summary.AsOf);

    /// <summary>Says whether a call may wait for a new summary: not where the last one took too long, or an attempt of this process was given up
    /// within the hour. Then the daily run makes it. During maintenance nobody makes one.</summary>
    private bool MayMake(StoredSummary? made) =>
        !maintenance.IsOn && !(made?.Seconds > MaxWait.TotalSeconds) && !(_gaveUpAt is { } at && time.GetElapsedTime(at) < MaxAge);

    private async Task MakeAsync(bool isFirst, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // While another instance makes the summary, callers get the old one. Where there is none yet, they wait.
            while (!await summarizing.MakeAsync(either.Token) && isFirst)
            {
                await Task.Delay(BetweenLooks, time, either.Token);
                if (await summaries.ReadAsync(site: null, either.Token) is not null)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _gaveUpAt = time.GetTimestamp();
            Log.GaveUp(logger, MaxWait);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2602, LogLevel.Warning, "Making a summary took longer than {MaxWait}; calls return the stored one until SummarizeArchive makes a new one.")]
        public static partial void GaveUp(ILogger logger, TimeSpan maxWait);
    }
}
