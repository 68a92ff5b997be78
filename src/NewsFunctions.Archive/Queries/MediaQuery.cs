using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;

namespace NewsFunctions.Archive.Queries;

/// <summary>Selects articles of a list by their media; null means any.</summary>
/// <param name="State">The state of the media; only those of <paramref name="Kind"/> if it is given.</param>
/// <param name="Kind">Image, video or other: the article has at least one of them.</param>
public sealed record MediaQuery(WantedMedia? State = null, LinkKind? Kind = null)
{
    /// <summary>Returns the name of the state in queries and answers.</summary>
    public static string Name(WantedMedia state) => state switch
    {
        WantedMedia.Lost => "lost",
        _ => MediaStates.Name(ToState(state)),
    };

    /// <summary>Names the condition for continuations.</summary>
    internal string Key => $"mediaState={State},kind={Kind}";

    internal bool IsAny => this is { State: null, Kind: null };

    /// <summary>Returns whether an article has media of the kind. An article with too many media to list may have any.</summary>
    internal bool HasKind(ArticleSummary article) => Kind is not { } kind
        || (article.Media is { } media ? media.Concat(article.DeadLinks).Any(id => id.Kind == kind) : article.RelatedCount > 0);

    internal bool Fits(ArticleMedia media) => State switch
    {
        null => true,
        WantedMedia.Lost => media.State is MediaState.Dead or MediaState.Suspect,
        { } state => media.State == ToState(state),
    };

    private static MediaState ToState(WantedMedia state) => state switch
    {
        WantedMedia.Dead => MediaState.Dead,
        WantedMedia.Suspect => MediaState.Suspect,
        WantedMedia.Unchecked => MediaState.Unchecked,
        WantedMedia.Ok => MediaState.Ok,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state of media"),
    };
}
