using Microsoft.Extensions.Logging;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Digests;

/// <summary>Writes the digest of the last full week of each site, once, as an event for lists, feeds and deliveries.</summary>
/// <remarks>Idempotent and safe to run concurrently: the event's key is made of site, week and kind. It runs every day, so a day of downtime
/// loses no digest; a whole week of downtime does. It costs one operation if the digest exists; otherwise it reads the week's events, one
/// row for each lost link and the summary of the site, and writes the event in two operations.</remarks>
public sealed partial class WeeklyDigests(EventStore events, LinkStore links, SummaryStore summaries, TimeProvider time, ILogger<WeeklyDigests> logger)
{
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        IsoWeek week = IsoWeek.Of(time.GetUtcNow()).Previous;
        if (await summaries.ReadAsync(site: null, cancellationToken) is not { } whole)
        {
            Log.NoSummary(logger, week.ToString());
            return;
        }

        foreach (string site in whole.Summary.Sites)
        {
            await WriteAsync(site, week, cancellationToken);
        }
    }

    private async Task WriteAsync(string site, IsoWeek week, CancellationToken cancellationToken)
    {
        if (await events.GetAsync(site, week.End, week.ToString(), EventWhat.Digest, cancellationToken) is { } known)
        {
            await events.AddOnceAsync(known, cancellationToken);
            return;
        }

        // There is no digest of a week before the first check.
        if (await summaries.ReadAsync(site, cancellationToken) is not { Summary: { Since: { } since } summary } || since >= week.End)
        {
            return;
        }

        WeekLosses losses = WeekLosses.Of(
            await events.ReadSubjectsAsync(site, week.Start, week.End, cancellationToken).ToListAsync(cancellationToken));
        LinkId[] lost = [.. losses.Lost.Select(LinkId.Parse)];
        IReadOnlyDictionary<LinkId, Link> now = await links.GetManyAsync(site, lost, cancellationToken);
        WeeklyDigest digest = losses.ToDigest(week, now.Values.Count(link => link.HasCopy), summary.Hosts.Count(IsInTrouble));
        if (await events.AddOnceAsync(digest.ToEvent(site), cancellationToken))
        {
            Log.Written(logger, digest.Week, site, digest.ToString());
        }
    }

    private static bool IsInTrouble(HostCounts host) => host.CircuitOpen || host.DownSince is not null || host.DeadSince is not null;

    private static partial class Log
    {
        [LoggerMessage(2500, LogLevel.Information, "Wrote the digest of week {Week} of site {Site}: {Digest}.")]
        public static partial void Written(ILogger logger, string week, string site, string digest);

        [LoggerMessage(2501, LogLevel.Information, "Wrote no digest of week {Week}: the archive has no summary yet. The next run tries again.")]
        public static partial void NoSummary(ILogger logger, string week);
    }
}
