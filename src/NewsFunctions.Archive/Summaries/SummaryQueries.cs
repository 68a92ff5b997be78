using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Answers from the stored summaries, and has old ones made again.</summary>
public sealed partial class SummaryQueries(
    SummaryStore summaries, Summarizing summarizing, Maintenance maintenance, TimeProvider time, ILogger<SummaryQueries> logger)
{
    /// <summary>The age from which a summary is made again before it is returned.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    /// <summary>The time that a call waits for a new summary. After it the call returns the old one.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    private long? _gaveUpAt;

    /// <summary>Reads a summary. Costs one operation if the stored one is recent, two for a site without rows.</summary>
    /// <param name="site">The site; null for the whole archive.</param>
    /// <returns>Null if there is none yet and making one takes longer than a call waits.</returns>
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

    /// <summary>Reads the stored summary of the whole archive, however old, in one operation; null if there is none.</summary>
    public async Task<ArchiveSummary?> PeekAsync(CancellationToken cancellationToken) =>
        (await summaries.ReadAsync(site: null, cancellationToken))?.Summary;

    /// <summary>Reads the summary of a site. A site without rows has an empty one, even if an old one is stored.</summary>
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

    /// <summary>Returns whether a summary that was read at that time may still be returned.</summary>
    internal bool IsYoung(DateTimeOffset asOf) => time.GetUtcNow() - asOf < MaxAge;

    private bool IsYoung(ArchiveSummary summary) => IsYoung(summary.AsOf);

    /// <summary>Returns whether a call may wait for a new summary. It may not if the last one took too long, or if this process gave up an
    /// attempt within the hour; the daily run then makes it. During maintenance none is made.</summary>
    private bool MayMake(StoredSummary? made) =>
        !maintenance.IsOn && !(made?.Seconds > MaxWait.TotalSeconds) && !(_gaveUpAt is { } at && time.GetElapsedTime(at) < MaxAge);

    private async Task MakeAsync(bool isFirst, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(MaxWait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // While another instance makes the summary, callers get the old one, or wait if there is none yet.
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
