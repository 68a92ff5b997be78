namespace NewsFunctions.Core.Ids;

/// <summary>What kind of thing can rot: a media file, by the ending of its path, or the page of an article.</summary>
public enum LinkKind
{
    Image,
    Video,
    Other,
    Page,
}
