namespace NewsFunctions.Links;

/// <summary>A location of a link, read and judged once for all who look at it: a URL that may be asked, or why it may not be.</summary>
internal readonly struct VettedLocation
{
    private VettedLocation(string text, Uri? url, FailureFacts? refused)
    {
        Text = text;
        Url = url;
        Refused = refused;
    }

    /// <summary>As the site profile or the dump gave it.</summary>
    public string Text { get; }

    /// <summary>Null where it is refused.</summary>
    public Uri? Url { get; }

    /// <summary>Null where it may be asked.</summary>
    public FailureFacts? Refused { get; }

    /// <summary>The only way to have one: nobody can forget the guard.</summary>
    public static VettedLocation Of(string text, AddressGuard guard) =>
        !WrittenUrl.TryRead(text, basis: null, out Uri? url, out FailureFacts? unreadable) ? new VettedLocation(text, null, unreadable)
        : guard.Check(url) is { } refused ? new VettedLocation(text, null, refused)
        : new VettedLocation(text, url, null);
}
