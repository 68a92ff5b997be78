using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Captures;

/// <summary>Captures the live media of a shard that have no capture yet, each once.</summary>
/// <remarks>Runs apart from visits, because a large file must not use up their time. It is idempotent and may run concurrently: files are
/// stored under their hash, a link is read again just before its capture, and it names the file only after the file is stored.</remarks>
public sealed partial class LinkCaptures(
    LinkStore links,
    CaptureStore captures,
    CaptureThumbnails thumbnails,
    CaptureQueue queue,
    MediaDownload download,
    IHostMemories memories,
    IOptions<CaptureOptions> options,
    IOptions<HostOptions> hostOptions,
    TimeProvider time,
    ILogger<LinkCaptures> logger)
{
    // Bounds the disk. Hosts are paced elsewhere.
    private const int AtOnce = 4;

    /// <summary>Queues a shard if captures are on for its site and one of its links needs a capture.</summary>
    public async Task RequestAsync(LinkShard shard, bool wanted, CancellationToken cancellationToken)
    {
        if (wanted && options.Value.IsOnFor(shard.Site))
        {
            await queue.SendAsync(ShardMessage.For(shard), TimeSpan.Zero, cancellationToken);
        }
    }

    public async Task CaptureAsync(ShardMessage message, CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.StartShard("capture", message);
        if (!options.Value.IsOnFor(message.Site))
        {
            return;
        }

        List<Link> wanted = [];
        await foreach (IReadOnlyList<StoredLink> page in links.ReadShardAsync(message.Shard, cancellationToken))
        {
            wanted.AddRange(page.Select(stored => stored.Link).Where(CaptureRules.IsWanted));
        }

        DateTimeOffset stopAt = time.GetUtcNow() + options.Value.Budget;
        int left = 0;
        await using var hosts = new HostOutcomes(hostOptions.Value, memories, time);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(wanted, parallel, async (link, token) =>
        {
            if (time.GetUtcNow() >= stopAt || !await TryCaptureAsync(link, hosts, token))
            {
                Interlocked.Increment(ref left);
            }
        });
        if (left > 0)
        {
            await queue.SendAsync(message, TimeSpan.FromMinutes(1), cancellationToken);
        }

        Log.Ended(logger, message.Shard, wanted.Count - left, left);
    }

    /// <returns>False if another instance has the lease on the host; the caller retries soon.</returns>
    private async Task<bool> TryCaptureAsync(Link link, HostOutcomes hosts, CancellationToken cancellationToken)
    {
        if (await links.GetAsync(link.Site, link.Id, cancellationToken) is not { Link: var now } || !CaptureRules.IsWanted(now))
        {
            return true;
        }

        try
        {
            await using FileStream file = TemporaryFile.Create();
            DownloadedFile copy = now.Location is { } location
                ? await download.FetchAsync(location, file, hosts, cancellationToken)
                : new DownloadedFile(null, "It is not known where it is alive.");
            if (copy.File is { } captured)
            {
                await captures.StoreAsync(captured, file, cancellationToken);
                await thumbnails.MakeAsync(captured, file, cancellationToken);
            }
            else
            {
                Log.NotCopied(logger, link.Site, link.Id, copy.Reason);
            }

            await captures.WriteAsync(
                link.Shard, link.Id, new LinkCapture { TriedAt = time.GetUtcNow(), File = copy.File }, cancellationToken);
            return true;
        }
        catch (HostBusyException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2200, LogLevel.Information, "Shard {Shard}: {Done} media captured or skipped, {Left} left.")]
        public static partial void Ended(ILogger logger, LinkShard shard, int done, int left);

        [LoggerMessage(2201, LogLevel.Information, "Did not capture {Site} {Link}: {Reason}")]
        public static partial void NotCopied(ILogger logger, string site, LinkId link, string? reason);
    }
}
