using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Pages;

namespace NewsFunctions.Links.Http;

/// <summary>Holds a URL from a location or a redirect, parsed and checked by the guard once. It may be requested, or says why not.</summary>
internal readonly struct VettedUrl
{
    private VettedUrl(string text, Uri? url, FailureFacts? refused)
    {
        Text = text;
        Url = url;
        Refused = refused;
    }

    /// <summary>The URL as in the site profile, the dump or the redirect.</summary>
    public string Text { get; }

    /// <summary>The parsed URL. It is null if it is refused.</summary>
    public Uri? Url { get; }

    /// <summary>The failure. It is null if the URL may be requested.</summary>
    public FailureFacts? Refused { get; }

    /// <summary>Creates a vetted URL. There is no other way to create one, so the guard cannot be skipped.</summary>
    /// <param name="basis">The base for relative references; null if only absolute URLs are allowed.</param>
    public static VettedUrl Of(string text, Uri? basis, AddressGuard guard) =>
        !WrittenUrl.TryRead(text, basis, out Uri? url, out FailureFacts? unreadable) ? new VettedUrl(text, null, unreadable)
        : guard.Check(url) is { } refused ? new VettedUrl(text, null, refused)
        : new VettedUrl(text, url, null);
}
