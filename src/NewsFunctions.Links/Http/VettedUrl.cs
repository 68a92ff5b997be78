using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Pages;

namespace NewsFunctions.Links.Http;

/// <summary>A URL as a location or a redirect has it, read and judged by the guard once for all who look at it: it may be asked, or why not.</summary>
internal readonly struct VettedUrl
{
    private VettedUrl(string text, Uri? url, FailureFacts? refused)
    {
        Text = text;
        Url = url;
        Refused = refused;
    }

    /// <summary>The URL as the site profile, the dump or the redirect gave it.</summary>
    public string Text { get; }

    /// <summary>Null where it is refused.</summary>
    public Uri? Url { get; }

    /// <summary>Null where it may be asked.</summary>
    public FailureFacts? Refused { get; }

    /// <summary>The only way to have one: nobody can forget the guard.</summary>
    /// <param name="basis">What a relative reference starts from; null where only an absolute URL will do.</param>
    public static VettedUrl Of(string text, Uri? basis, AddressGuard guard) =>
        !WrittenUrl.TryRead(text, basis, out Uri? url, out FailureFacts? unreadable) ? new VettedUrl(text, null, unreadable)
        : guard.Check(url) is { } refused ? new VettedUrl(text, null, refused)
        : new VettedUrl(text, url, null);
}
