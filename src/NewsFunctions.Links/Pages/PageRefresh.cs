using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Pages;

/// <summary>Refreshes that send visitors elsewhere at once (HTML standard, "shared declarative refresh steps"): as a header, or as a
/// <c>meta</c> element.</summary>
internal static class PageRefresh
{
    // Live pages load themselves or their next page anew after minutes.
    private const int MaxDelaySeconds = 5;

    /// <summary>The URL that an answer leads to which is not the file that was asked for.</summary>
    /// <param name="header">Its refresh header.</param>
    /// <param name="type">By its first bytes.</param>
    public static string? TargetOf(Uri url, string? header, string? type, string? contentType, ReadOnlySpan<byte> body) =>
        (header is null ? null : TargetOf(header, url, url))
        ?? (type == "text/html" && MayRefresh(body) ? PageInspector.RefreshOf(body, contentType, url) : null);

    /// <summary>The URL that the first refresh of a page leads to; null where it has none that counts.</summary>
    /// <param name="url">Where the page came from.</param>
    public static string? TargetOf(IHtmlDocument document, Uri url)
    {
        IElement? refresh = document.GetElementsByTagName("meta").FirstOrDefault(meta =>
            "refresh".Equals(meta.GetAttribute("http-equiv")?.Trim(), StringComparison.OrdinalIgnoreCase)
            && meta.GetAttribute("content") is { Length: > 0 }
            // Scripts run in browsers, so what stands there for others does not count.
            && meta.Ancestors<IElement>().All(parent => parent.LocalName is not ("noscript" or "template")));
        if (refresh is null)
        {
            return null;
        }

        string? written = document.GetElementsByTagName("base").Select(element => element.GetAttribute("href")).FirstOrDefault(href => href is not null);
        Uri basis = written is not null && WrittenUrl.TryRead(written.Trim(), url, out Uri? read, out _) ? read : url;
        return TargetOf(refresh.GetAttribute("content")!, url, basis);
    }

    /// <summary>Returns the URL that the value of a refresh leads to, absolute where it can be read; null where it leads nowhere else.</summary>
    /// <param name="basis">What a relative URL is resolved against.</param>
    public static string? TargetOf(string value, Uri url, Uri basis)
    {
        if (!TryRead(value, out int delay, out string target) || delay > MaxDelaySeconds || target.Length == 0)
        {
            return null;
        }

        if (WrittenUrl.TryRead(target, basis, out Uri? read, out FailureFacts? refused))
        {
            return Address(read) == Address(url) ? null : read.AbsoluteUri;
        }

        // An app or a script, which browsers may open and we cannot. What is no URL at all is refused where it is followed.
        return refused.Kind == FailureKind.UnsupportedScheme ? null : target;
    }

    /// <summary>Reads <c>0; url='/elsewhere'</c>, as browsers do.</summary>
    private static bool TryRead(string value, out int delay, out string target)
    {
        ReadOnlySpan<char> rest = value.AsSpan().TrimStart();
        int digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        delay = digits > 6 ? int.MaxValue : digits == 0 ? 0 : int.Parse(rest[..digits], System.Globalization.CultureInfo.InvariantCulture);
        target = "";
        bool hasTime = digits > 0 || rest.StartsWith(".");
        rest = rest[digits..].TrimStart("0123456789.");
        if (!hasTime || (rest.Length > 0 && rest[0] is not (';' or ',') && !char.IsWhiteSpace(rest[0])))
        {
            return false;
        }

        rest = rest.TrimStart();
        rest = (rest.Length > 0 && rest[0] is ';' or ',' ? rest[1..] : rest).Trim();
        if (rest.StartsWith("url", StringComparison.OrdinalIgnoreCase) && rest[3..].TrimStart() is ['=', .. var named])
        {
            rest = named.TrimStart();
        }

        if (rest.Length > 0 && rest[0] is '"' or '\'')
        {
            int close = rest[1..].IndexOf(rest[0]);
            rest = close < 0 ? rest[1..] : rest.Slice(1, close);
        }

        target = rest.Trim().ToString();
        return true;
    }

    /// <summary>Gets the address without its fragment, which is not sent.</summary>
    private static string Address(Uri url) => url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>Spares the parser pages that have no such element.</summary>
    private static bool MayRefresh(ReadOnlySpan<byte> body) =>
        System.Text.Encoding.Latin1.GetString(body).Contains("http-equiv", StringComparison.OrdinalIgnoreCase);
}
