namespace NewsFunctions.Core.Ids;

/// <summary>Lists the kinds of links: media files, by the extension of the path, and article pages.</summary>
public enum LinkKind
{
    Image,
    Video,
    Other,
    Page,
}
