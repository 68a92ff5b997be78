using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Links;
using NewsFunctions.Demo.Papers;
using NewsFunctions.Demo.Past;
using NewsFunctions.Demo.Web;
using NewsFunctions.Dumps.Reading;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;
using NewsFunctions.Storage.Rows;
using NewsFunctions.Storage.Takedowns;

namespace NewsFunctions.Demo.Writing;

/// <summary>Writes the past of one site with the storage code of the product.</summary>
/// <remarks>Dumps are uploaded and ingested. Their links are registered with state and history (<see cref="LinkPast"/>): nothing is checked
/// during the write, so the transitions of two years need not be written one after another. Articles, events, shards and hosts
/// are then updated as a visit would have done.</remarks>
internal sealed class SiteWriter(IServiceProvider archive, TimeProvider time)
{
    private const int CopiesAtOnce = 4;

    private readonly DumpBlobs _blobs = archive.GetRequiredService<DumpBlobs>();
    private readonly ArticleStore _articles = archive.GetRequiredService<ArticleStore>();
    private readonly LinkShardStore _shards = archive.GetRequiredService<LinkShardStore>();

    /// <param name="written">Called after each dump with the number of its articles.</param>
    public async Task WriteAsync(
        string site, IReadOnlyList<PaperDump> dumps, SitePast past, Action<long> written, CancellationToken cancellationToken)
    {
        await IngestAsync(dumps, past, written, cancellationToken);
        await _articles.PublishAsync(site, [.. past.Links.Values.SelectMany(News)], cancellationToken);
        ArchiveEvent[] events = [.. past.HostEvents, .. past.Links.Values.SelectMany(Events)];
        await archive.GetRequiredService<EventStore>().AddAsync(
            [.. events, .. PastDigests.Of(site, events, past, time.GetUtcNow())], cancellationToken);
        await EndVisitsAsync(site, past, cancellationToken);
        await WriteCopiesAsync(past, cancellationToken);

        // Last: complete hosts distinguish a complete build from an interrupted one.
        await WriteHostsAsync(past, cancellationToken);
    }

    private static LinkPast? PastOf(PastLink past) => past.History.All.Count == 0
        ? null
        : new LinkPast(past.Link, past.History.All, past.Transitions.Any(transition => transition.IsForArticles));

    private static IEnumerable<LinkChange> News(PastLink past) =>
        from transition in past.Transitions.Where(transition => transition.IsForArticles)
        from mention in past.Mentions.DistinctBy(mention => mention.MentionedBy)
        select new LinkChange(
            new LinkReference(mention.Id, mention.MentionedBy)
            {
                ListKey = TableKeys.ArticleListRow(mention.PublishedAt, mention.MentionedBy),
                Place = mention.Place,
            },
            transition.IsDead,
            transition.Since);

    private static IEnumerable<ArchiveEvent> Events(PastLink past)
    {
        ArticleId[] articles = [.. past.Mentions.Select(mention => mention.MentionedBy).Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];
        return
            from transition in past.Transitions
            from what in transition.What
            select new ArchiveEvent
            {
                Site = past.Link.Site,
                At = transition.Check.CheckedAt,
                What = what,
                Subject = past.Link.Id.Value,
                Kind = past.Link.Kind,
                Path = past.Link.Path,
                Title = past.Link.Title,
                Verdict = transition.Check.Verdict,
                Reason = transition.Check.Reason,
                ArticleCount = transition.IsForArticles ? articles.Length : null,
                Articles = transition.IsForArticles ? [.. articles.Take(ArchiveEvent.MaxArticles)] : [],
            };
    }

    private async Task IngestAsync(IReadOnlyList<PaperDump> dumps, SitePast past, Action<long> written, CancellationToken cancellationToken)
    {
        CommitWriter writer = new(_articles, archive.GetRequiredService<ArticleTakedown>(), archive.GetRequiredService<LinkStore>(), _shards)
        {
            PastOf = mention => PastOf(past.Links[mention.Id]),
        };
        DumpIngest ingest = new(
            _blobs,
            archive.GetRequiredService<DumpLedger>(),
            archive.GetRequiredService<IngestLinks>(),
            archive.GetRequiredService<IngestQueue>(),
            new BatchGroups(writer),
            archive.GetRequiredService<LargeIngests>(),
            archive.GetRequiredService<ArticleReader>().ReadAsync,
            IngestLimits.Default,
            time,
            archive.GetRequiredService<ILogger<DumpIngest>>());
        foreach (PaperDump dump in dumps)
        {
            using MemoryStream content = new(dump.Content);
            await _blobs.UploadAsync(dump.Name, content, new Dictionary<string, string>(), UploadMode.Overwrite, cancellationToken);
            DumpOutcome? outcome = await ingest.IngestAsync(dump.Name, cancellationToken);
            if (outcome is not { Status: DumpStatus.Ingested })
            {
                throw new InvalidOperationException($"The dump {dump.Name} of the demo was not ingested: {outcome?.Status} {outcome?.Error}");
            }

            written(outcome.Counts.Articles);
        }
    }

    /// <summary>Counts each shard and sets the dates of its links.</summary>
    private async Task EndVisitsAsync(string site, SitePast past, CancellationToken cancellationToken)
    {
        VisitOptions options = archive.GetRequiredService<IOptions<VisitOptions>>().Value;
        LessonOptions lessons = archive.GetRequiredService<IOptions<HostOptions>>().Value.Lessons;
        ILookup<LinkShard, Link> links = past.Links.Values.Select(one => one.Link).ToLookup(link => link.Shard);
        List<ShardStatus> shards = await _shards.ReadAllAsync(site, cancellationToken).ToListAsync(cancellationToken);
        foreach (ShardStatus shard in shards)
        {
            DateTimeOffset now = time.GetUtcNow();
            ShardCounter counter = new(now, options, lessons);
            foreach (Link link in links[shard.Shard])
            {
                counter.Add(link, checkable: true);
            }

            await _shards.EndVisitAsync(shard, counter.Summarize(shard.Mark, now), goOn: false, now, cancellationToken);
        }
    }

    private async Task WriteHostsAsync(SitePast past, CancellationToken cancellationToken)
    {
        HostStore hosts = archive.GetRequiredService<HostStore>();
        TimeSpan lease = archive.GetRequiredService<IOptions<HostOptions>>().Value.PerHost.Lease;
        foreach (HostMemory memory in past.Hosts)
        {
            StoredHost host = await hosts.AcquireAsync(memory.Host, lease, cancellationToken)
                ?? throw new InvalidOperationException($"Another process holds the lease of the host {memory.Host}. The demo needs its own archive.");
            await hosts.ReleaseAsync(host, memory.Snapshot(), cancellationToken);
        }
    }

    private async Task WriteCopiesAsync(SitePast past, CancellationToken cancellationToken)
    {
        CaptureStore captures = archive.GetRequiredService<CaptureStore>();
        IEnumerable<Link> copied = past.Links.Values.Select(one => one.Link).Where(link => link.Capture?.File is not null);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(copied, parallel, async (link, token) =>
        {
            using MemoryStream content = new(ScriptedPictures.Draw(link.Path));
            await captures.StoreAsync(link.Capture!.File!, content, token);
        });
    }
}
