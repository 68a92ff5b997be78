using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Publishing;

/// <summary>Tells of links that died, came back or drifted: the articles that mention them, then everyone, through the table Events.</summary>
/// <remarks>Safe to die anywhere, to run twice and beside itself: what is to be told stands in the shard until all of it is told, and each
/// step does nothing when done again. docs/events.md, "Publishing transitions".</remarks>
public sealed class LinkTeller(LinkStore links, ArticleStore articles, EventStore events)
{
    // As many as one transaction of events holds.
    private const int LinksAtOnce = 100;

    // A picture that every article shows has very many references; they are not all in memory at once.
    private const int NewsAtOnce = 5000;

    public VisitTelling Begin(LinkShard shard) => new(this, shard);

    public async Task TellAsync(LinkShard shard, IReadOnlyList<UntoldLink> untold, CancellationToken cancellationToken)
    {
        foreach (UntoldLink[] told in untold.Chunk(LinksAtOnce))
        {
            Dictionary<LinkId, UntoldLink> moved = told.Where(link => link.IsForArticles).ToDictionary(link => link.Id);
            Dictionary<LinkId, Audience> audiences = moved.Count == 0 ? [] : await TellArticlesAsync(shard, moved, cancellationToken);
            await events.AddAsync([.. told.SelectMany(link => link.Events(audiences.GetValueOrDefault(link.Id)))], cancellationToken);
            await links.FinishTellingAsync(
                shard,
                [.. told.Select(link => new ToldLink(link.Id, MarkTold(link, audiences.GetValueOrDefault(link.Id)), link.Transitions))],
                cancellationToken);
        }
    }

    // As of what was read before the references: who mentions the link since then has another mark, and will be noticed.
    private static string? MarkTold(UntoldLink link, Audience? audience) => audience is null ? null : audience.IsTold ? link.Stored!.Mark : "";

    private async Task<Dictionary<LinkId, Audience>> TellArticlesAsync(
        LinkShard shard, Dictionary<LinkId, UntoldLink> untold, CancellationToken cancellationToken)
    {
        Dictionary<LinkId, Audience> audiences = untold.Keys.ToDictionary(id => id, _ => new Audience());
        List<LinkNews> news = [];
        await foreach (IReadOnlyList<LinkReference> page in links.ReadReferencesAsync(shard, untold.Keys, cancellationToken))
        {
            foreach (LinkReference reference in page)
            {
                Link link = untold[reference.Link].Stored!.Link;
                audiences[reference.Link].Add(reference.Article);
                news.Add(new LinkNews(
                    reference, link.State == LinkState.Dead, link.StateSince ?? link.LastChecked ?? DateTimeOffset.UnixEpoch));
            }

            if (news.Count >= NewsAtOnce)
            {
                await TellAsync();
            }
        }

        await TellAsync();
        return audiences;

        async Task TellAsync()
        {
            foreach (LinkId id in await articles.TellAsync(shard.Site, news, cancellationToken))
            {
                audiences[id].IsTold = false;
            }

            news.Clear();
        }
    }
}

/// <summary>The articles that mention a link.</summary>
internal sealed class Audience
{
    private readonly List<ArticleId> _first = [];

    public int Count { get; private set; }

    public IReadOnlyList<ArticleId> First => _first;

    /// <summary>All of them know.</summary>
    public bool IsTold { get; set; } = true;

    public void Add(ArticleId article)
    {
        Count++;
        if (_first.Count < ArchiveEvent.MostArticles)
        {
            _first.Add(article);
        }
    }
}
