using NewsFunctions.Articles;
using NewsFunctions.Links;
using NewsFunctions.Storage;

namespace NewsFunctions.Queries;

/// <summary>How the media of listed articles are. For one call: what it has read of shards is not read again.</summary>
/// <remarks>That a medium is dead stands in the article's own row. That all were checked does not: visits know it of their shard, as of
/// the time when they read it, save for a few links that they name; so an article costs nothing but the first of its shard.</remarks>
internal sealed class MediaStates(LinkShardStore shards)
{
    // So many shards of a site are read one by one; who asks for more gets all of them, a thousand rows an operation.
    private const int MostAlone = 4;

    private readonly Dictionary<LinkShard, Unjudged?> _unjudged = [];
    private readonly HashSet<string> _readWhole = [];

    /// <summary>As queries and answers have it.</summary>
    public static string Name(MediaState state) => state switch
    {
        MediaState.Dead => "dead",
        MediaState.Ok => "ok",
        MediaState.Unchecked => "unchecked",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of media"),
    };

    public async ValueTask<MediaState> OfAsync(ArticleSummary article, CancellationToken cancellationToken)
    {
        if (article.DeadLinks.Any(id => id.Kind != LinkKind.Page) || (article.HasMoreDeadLinks && article.MediaDied))
        {
            return MediaState.Dead;
        }

        if (article.Media is not { } media || article.MediaAsOf is not { } registered)
        {
            return article.RelatedCount == 0 ? MediaState.Ok : MediaState.Unchecked;
        }

        foreach (LinkId id in media)
        {
            if (await UnjudgedAsync(new LinkShard(article.Site, id.Kind, id.Bucket), cancellationToken) is not { More: false } unjudged
                || unjudged.AsOf < registered
                || unjudged.Links.Contains(id))
            {
                return MediaState.Unchecked;
            }
        }

        return MediaState.Ok;
    }

    private async ValueTask<Unjudged?> UnjudgedAsync(LinkShard shard, CancellationToken cancellationToken)
    {
        if (_unjudged.TryGetValue(shard, out Unjudged? known) || _readWhole.Contains(shard.Site))
        {
            return known;
        }

        if (_unjudged.Keys.Count(other => other.Site == shard.Site) < MostAlone)
        {
            return _unjudged[shard] = (await shards.GetAsync(shard, cancellationToken))?.Unjudged;
        }

        await foreach (ShardStatus status in shards.ReadAllAsync(shard.Site, cancellationToken))
        {
            _unjudged[status.Shard] = status.Unjudged;
        }

        _readWhole.Add(shard.Site);
        return _unjudged.GetValueOrDefault(shard);
    }
}
