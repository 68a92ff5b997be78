using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Determines the states of the media of listed articles. For one call: a shard is read only once.</summary>
/// <remarks>Dead media are recorded in the article's own row. Suspect and unknown ones are not: visits record them in the row of
/// their shard at the time of reading. So an article costs an operation only if it is the first of its shard.</remarks>
internal sealed class MediaStates(LinkShardStore shards)
{
    // This many shards of a site are read one by one. If more are needed, all of them are read, a thousand rows an operation.
    private const int MaxAlone = 4;

    private readonly Dictionary<LinkShard, ShardMedia?> _known = [];
    private readonly HashSet<string> _readWhole = [];

    /// <summary>Returns the name of the state in queries and answers.</summary>
    public static string Name(MediaState state) => state switch
    {
        MediaState.Dead => "dead",
        MediaState.Suspect => "suspect",
        MediaState.Unchecked => "unchecked",
        MediaState.Ok => "ok",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of media"),
    };

    public ValueTask<ArticleMedia> OfAsync(ArticleSummary article, CancellationToken cancellationToken) =>
        OfAsync(article, kind: null, cancellationToken);

    /// <param name="kind">Only this kind; null means all media. A death that the row has no room for counts for every kind.</param>
    public async ValueTask<ArticleMedia> OfAsync(ArticleSummary article, LinkKind? kind, CancellationToken cancellationToken)
    {
        HashSet<LinkId> dead = [.. article.DeadLinks.Where(id => id.Kind != LinkKind.Page && (kind is null || id.Kind == kind))];
        bool isDead = dead.Count > 0 || (article.HasMoreDeadLinks && article.MediaDied);
        if (article.Media is not { } media)
        {
            bool hasNone = article.RelatedCount == 0 && !isDead;
            return new ArticleMedia(
                isDead ? MediaState.Dead : hasNone ? MediaState.Ok : MediaState.Unchecked, hasNone ? MediaCounts.None : null);
        }

        int suspect = 0;
        int unknown = 0;
        HashSet<LinkId> living = [.. media.Where(id => !dead.Contains(id) && (kind is null || id.Kind == kind))];
        foreach (LinkId id in living)
        {
            ShardMedia? shard = await ReadAsync(new LinkShard(article.Site, id.Kind, id.Bucket), cancellationToken);
            if (shard?.Suspects?.Contains(id) == true)
            {
                suspect++;
            }
            else if (shard?.Knows(id, article.MediaAsOf) != true)
            {
                unknown++;
            }
        }

        return new ArticleMedia(
            isDead ? MediaState.Dead : suspect > 0 ? MediaState.Suspect : unknown > 0 ? MediaState.Unchecked : MediaState.Ok,
            new MediaCounts(living.Count + dead.Count, dead.Count, suspect, unknown));
    }

    private async ValueTask<ShardMedia?> ReadAsync(LinkShard shard, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(shard, out ShardMedia? known) || _readWhole.Contains(shard.Site))
        {
            return known;
        }

        if (_known.Keys.Count(other => other.Site == shard.Site) < MaxAlone)
        {
            return _known[shard] = ShardMedia.Of(await shards.GetAsync(shard, cancellationToken));
        }

        await foreach (ShardStatus status in shards.ReadAllWithMediaAsync(shard.Site, cancellationToken))
        {
            _known[status.Shard] = ShardMedia.Of(status);
        }

        _readWhole.Add(shard.Site);
        return _known.GetValueOrDefault(shard);
    }

    /// <summary>Holds what the row of a shard says about its media.</summary>
    private sealed record ShardMedia(Unjudged? Unjudged, SuspectMedia? Suspects)
    {
        public static ShardMedia? Of(ShardStatus? status) => status is null ? null : new ShardMedia(status.Unjudged, status.Suspects);

        /// <summary>Returns whether there is evidence about a link that is not named as suspect.</summary>
        /// <param name="registered">The time when the link was last registered; null if it was not recorded.</param>
        public bool Knows(LinkId id, DateTimeOffset? registered) =>
            Suspects is { More: false } && Unjudged is { More: false } unjudged && unjudged.AsOf >= registered && !unjudged.Links.Contains(id);
    }
}
