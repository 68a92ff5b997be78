using System.Net.Http.Headers;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>What one request of a check asks for.</summary>
/// <param name="Url">Of a <see cref="VettedUrl"/>, or beside one.</param>
/// <param name="Range">The bytes to ask for, of which a server may send others; null for the whole, of which the beginning is read.</param>
/// <param name="Known">What the URL gave before; null where that is not known.</param>
/// <param name="Conditional">The content is wanted only if it is not <paramref name="Known"/>.</param>
internal sealed record HopQuestion(Uri Url, HttpMethod Method, RangeHeaderValue? Range = null, Fingerprint? Known = null, bool Conditional = false)
{
    public static HopQuestion Head(Uri url) => new(url, HttpMethod.Head);

    /// <param name="before">What the link was like when it was last found alive: asked for news only where that was the same URL.</param>
    public static HopQuestion Get(Uri url, RangeHeaderValue range, Fingerprint? before)
    {
        Fingerprint? known = before?.Url == url.AbsoluteUri ? before : null;
        return new HopQuestion(url, HttpMethod.Get, range, known, known is not null);
    }

    /// <summary>The same as a browser would ask it: without Range and conditions.</summary>
    public HopQuestion Plain() => this with { Range = null, Conditional = false };
}
