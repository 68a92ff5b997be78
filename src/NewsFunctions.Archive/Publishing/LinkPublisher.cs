using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Publishing;

/// <summary>Publishes links that died, came back or drifted: first to the articles that mention them, then as events in the table Events.</summary>
/// <remarks>Safe to stop anywhere, to run twice and concurrently: pending transitions stay in the shard until all are published, and each
/// step is idempotent. See docs/events.md, "Publishing transitions".</remarks>
public sealed class LinkPublisher(LinkStore links, ArticleStore articles, EventStore events)
{
    // As many as one transaction of events holds.
    private const int LinksAtOnce = 100;

    // A picture that every article shows has very many references. They are not all in memory at once.
    private const int NewsAtOnce = 5000;

    public VisitOutbox Begin(LinkShard shard) => new(this, shard);

    public async Task PublishAsync(LinkShard shard, IReadOnlyList<PendingLink> pending, CancellationToken cancellationToken)
    {
        foreach (PendingLink[] chunk in pending.Chunk(LinksAtOnce))
        {
            Dictionary<LinkId, PendingLink> moved = chunk.Where(link => link.IsForArticles).ToDictionary(link => link.Id);
            Dictionary<LinkId, AffectedArticles> affectedByLink = moved.Count == 0 ? [] : await UpdateArticlesAsync(shard, moved, cancellationToken);
            await events.AddAsync([.. chunk.SelectMany(link => link.Events(affectedByLink.GetValueOrDefault(link.Id)))], cancellationToken);
            await links.FinishPublishingAsync(
                shard,
                [.. chunk.Select(link => new PublishedLink(link.Id, MarkPublished(link, affectedByLink.GetValueOrDefault(link.Id)), link.Transitions))],
                cancellationToken);
        }
    }

    // The mark that was read before the references: an article that mentions the link later sets another mark and is noticed.
    private static string? MarkPublished(PendingLink link, AffectedArticles? affected) => affected is null ? null : affected.IsPublished ? link.Stored!.Mark : "";

    private async Task<Dictionary<LinkId, AffectedArticles>> UpdateArticlesAsync(
        LinkShard shard, Dictionary<LinkId, PendingLink> pending, CancellationToken cancellationToken)
    {
        Dictionary<LinkId, AffectedArticles> affectedByLink = pending.Keys.ToDictionary(id => id, _ => new AffectedArticles());
        List<LinkChange> news = [];
        await foreach (IReadOnlyList<LinkReference> page in links.ReadReferencesAsync(shard, pending.Keys, cancellationToken))
        {
            foreach (LinkReference reference in page)
            {
                Link link = pending[reference.Link].Stored!.Link;
                affectedByLink[reference.Link].Add(reference.Article);
                news.Add(new LinkChange(
                    reference, link.State == LinkState.Dead, link.StateSince ?? link.LastChecked ?? DateTimeOffset.UnixEpoch));
            }

            if (news.Count >= NewsAtOnce)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        return affectedByLink;

        async Task FlushAsync()
        {
            foreach (LinkId id in await articles.PublishAsync(shard.Site, news, cancellationToken))
            {
                affectedByLink[id].IsPublished = false;
            }

            news.Clear();
        }
    }
}

/// <summary>Collects the articles that mention a link.</summary>
internal sealed class AffectedArticles
{
    private readonly List<ArticleId> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<ArticleId> First => _first;

    /// <summary>True if all of them are up to date.</summary>
    public bool IsPublished { get; set; } = true;

    public void Add(ArticleId article)
    {
        Count++;
        if (_first.Count < ArchiveEvent.MaxArticles)
        {
            _first.Add(article);
        }
    }
}
