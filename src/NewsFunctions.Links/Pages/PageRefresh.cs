using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Pages;

/// <summary>Reads refreshes that send visitors elsewhere at once (HTML standard, "shared declarative refresh steps"), from a header or a
/// <c>meta</c> element.</summary>
internal static class PageRefresh
{
    // Live pages reload themselves or load their next page after minutes.
    private const int MaxDelaySeconds = 5;

    /// <summary>Returns the target of an answer that is not the requested file.</summary>
    /// <param name="header">The refresh header of the answer.</param>
    /// <param name="type">The type by the first bytes.</param>
    public static string? TargetOf(Uri url, string? header, string? type, string? contentType, ReadOnlySpan<byte> body) =>
        (header is null ? null : TargetOf(header, url, url))
        ?? (type == "text/html" && MayRefresh(body) ? PageInspector.RefreshOf(body, contentType, url) : null);

    /// <summary>Returns the target of the first refresh of a page, or null if there is none that counts.</summary>
    /// <param name="url">The URL of the page.</param>
    public static string? TargetOf(IHtmlDocument document, Uri url)
    {
        IElement? refresh = document.GetElementsByTagName("meta").FirstOrDefault(meta =>
            "refresh".Equals(meta.GetAttribute("http-equiv")?.Trim(), StringComparison.OrdinalIgnoreCase)
            && meta.GetAttribute("content") is { Length: > 0 }
            // Browsers run scripts, so content for clients without scripts does not count.
            && meta.Ancestors<IElement>().All(parent => parent.LocalName is not ("noscript" or "template")));
        if (refresh is null)
        {
            return null;
        }

        string? written = document.GetElementsByTagName("base").Select(element => element.GetAttribute("href")).FirstOrDefault(href => href is not null);
        Uri basis = written is not null && WrittenUrl.TryRead(written.Trim(), url, out Uri? read, out _) ? read : url;
        return TargetOf(refresh.GetAttribute("content")!, url, basis);
    }

    /// <summary>Returns the target in a refresh value, absolute if it can be parsed. Returns null if it leads to the same page.</summary>
    /// <param name="basis">The base for relative URLs.</param>
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

        // It opens an app or a script, which browsers may do and we cannot. An invalid URL is refused when it is followed.
        return refused.Kind == FailureKind.UnsupportedScheme ? null : target;
    }

    /// <summary>Parses <c>0; url='/elsewhere'</c> as browsers do.</summary>
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

    /// <summary>Returns the address without its fragment, which is not sent.</summary>
    private static string Address(Uri url) => url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>Returns false for pages without such an element, to avoid parsing them.</summary>
    private static bool MayRefresh(ReadOnlySpan<byte> body) =>
        System.Text.Encoding.Latin1.GetString(body).Contains("http-equiv", StringComparison.OrdinalIgnoreCase);
}
