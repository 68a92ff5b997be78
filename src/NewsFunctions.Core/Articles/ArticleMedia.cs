namespace NewsFunctions.Core.Articles;

/// <summary>How the media of one article are.</summary>
/// <param name="Counts">Null where they are too many to count.</param>
public sealed record ArticleMedia(MediaState State, MediaCounts? Counts);

/// <summary>How many media of an article are how.</summary>
/// <param name="Dead">Of the links that a row of the list has room for.</param>
/// <param name="Unknown">Never checked since the article came, or nothing ever answered.</param>
public sealed record MediaCounts(int Total, int Dead, int Suspect, int Unknown)
{
    public static MediaCounts None { get; } = new(0, 0, 0, 0);
}
