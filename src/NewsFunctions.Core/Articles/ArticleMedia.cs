namespace NewsFunctions.Core.Articles;

/// <summary>Holds the state of the media of one article.</summary>
/// <param name="Counts">Null if there are too many media to count.</param>
public sealed record ArticleMedia(MediaState State, MediaCounts? Counts);

/// <summary>Counts the media of an article by state.</summary>
/// <param name="Dead">Counts only the links that fit in a row of the list.</param>
/// <param name="Unknown">Media not checked since the article arrived, or for which no server ever answered.</param>
public sealed record MediaCounts(int Total, int Dead, int Suspect, int Unknown)
{
    public static MediaCounts None { get; } = new(0, 0, 0, 0);
}
