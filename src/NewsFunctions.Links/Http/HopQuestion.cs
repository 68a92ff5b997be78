using System.Net.Http.Headers;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Describes one request of a check.</summary>
/// <param name="Url">The URL of a <see cref="VettedUrl"/>, or one next to it.</param>
/// <param name="Range">The bytes to request, although a server may send others; null for the whole file, of which the beginning is read.</param>
/// <param name="Known">The fingerprint of the URL's earlier answer; null if it is not known.</param>
/// <param name="Conditional">Whether the content is wanted only if it differs from <paramref name="Known"/>.</param>
internal sealed record HopQuestion(Uri Url, HttpMethod Method, RangeHeaderValue? Range = null, Fingerprint? Known = null, bool Conditional = false)
{
    public static HopQuestion Head(Uri url) => new(url, HttpMethod.Head);

    /// <param name="before">The fingerprint of the link when it was last found alive. The request is conditional only if that was the same
    /// URL.</param>
    public static HopQuestion Get(Uri url, RangeHeaderValue range, Fingerprint? before)
    {
        Fingerprint? known = before?.Url == url.AbsoluteUri ? before : null;
        return new HopQuestion(url, HttpMethod.Get, range, known, known is not null);
    }

    /// <summary>Returns the same request as a browser would send it: without Range and conditions.</summary>
    public HopQuestion Plain() => this with { Range = null, Conditional = false };
}
