namespace NewsFunctions.Core.Ids;

/// <summary>Spells the kinds for keys (<c>image</c>) and for link ids (<c>i</c>).</summary>
public static class LinkKinds
{
    public static string Name(LinkKind kind) => kind switch
    {
        LinkKind.Image => "image",
        LinkKind.Video => "video",
        LinkKind.Other => "other",
        LinkKind.Page => "page",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of link"),
    };

    public static char Letter(LinkKind kind) => Name(kind)[0];

    public static LinkKind? FromLetter(char letter) => letter switch
    {
        'i' => LinkKind.Image,
        'v' => LinkKind.Video,
        'o' => LinkKind.Other,
        'p' => LinkKind.Page,
        _ => null,
    };
}
