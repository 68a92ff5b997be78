using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using NewsFunctions.Core.Facts;
using NewsFunctions.Html;

namespace NewsFunctions.Links.Pages;

/// <summary>Reads the metadata of a page from its beginning. It is pure, and bounded in time and memory for any bytes.</summary>
internal static class PageInspector
{
    private const int MaxTitleLength = 200;
    private const int MaxAddressLength = 500;

    // Each heading is read with its content, and hostile ones are nested.
    private const int Headings = 8;

    // Text in these elements is the site's frame or names other articles: it is equal on pages that differ.
    private static readonly HashSet<string> NotText = new(StringComparer.Ordinal)
    {
        "a", "aside", "button", "footer", "form", "head", "iframe", "menu", "nav", "noscript", "script", "select", "style", "svg",
        "template", "textarea",
    };

    /// <param name="body">The body, cut at any byte.</param>
    /// <param name="contentType">The header, for the encoding.</param>
    /// <param name="url">The URL of the page, for relative addresses.</param>
    /// <returns>Null if the page is too complex to parse within the bounds.</returns>
    public static PageFacts? Inspect(ReadOnlySpan<byte> body, string? contentType, Uri url)
    {
        if (!TryParse(body, contentType, out IHtmlDocument document))
        {
            return null;
        }

        using (document)
        {
            SimHash text = Digest(document);
            return new PageFacts
            {
                Title = Title(document),
                Heading = document.GetElementsByTagName("h1").Take(Headings).Select(h1 => Name(h1.TextContent)).FirstOrDefault(name => name is not null),
                Canonical = Canonical(document, url),
                TextHash = text.ToString(),
                Words = text.Words,
                Refresh = PageRefresh.TargetOf(document, url),
            };
        }
    }

    /// <summary>Returns the target of an immediate refresh when nothing else is needed, or null if there is none.</summary>
    public static string? RefreshOf(ReadOnlySpan<byte> body, string? contentType, Uri url)
    {
        if (!TryParse(body, contentType, out IHtmlDocument document))
        {
            return null;
        }

        using (document)
        {
            return PageRefresh.TargetOf(document, url);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> body, string? contentType, out IHtmlDocument document)
    {
        ReadOnlySpan<byte> whole = WithoutCutCharacter(body);
        Encoding encoding = PageEncoding.Find(whole, contentType, out _, out _);
        return PageDocument.TryParse(PageEncoding.Decode(encoding, whole), PageLimits.Default, out document, out _);
    }

    private static string? Title(IHtmlDocument document)
    {
        string? site = Name(PageMetadata.Meta(document, "og:site_name"));
        string? title = Name(PageMetadata.Meta(document, "og:title")) ?? Name(document.Title ?? "");
        return title is not null && site is not null && title.Equals(site, StringComparison.OrdinalIgnoreCase) ? null : title;
    }

    private static string? Canonical(IHtmlDocument document, Uri url)
    {
        string? address = document.GetElementsByTagName("link")
            .FirstOrDefault(link => "canonical".Equals(link.GetAttribute("rel")?.Trim(), StringComparison.OrdinalIgnoreCase))?
            .GetAttribute("href")?.Trim();
        if (string.IsNullOrEmpty(address))
        {
            address = PageMetadata.Meta(document, "og:url");
        }

        return address is { Length: > 0 and <= MaxAddressLength }
            && Uri.TryCreate(url, address, out Uri? absolute) && absolute.AbsoluteUri.Length <= MaxAddressLength
                ? absolute.AbsoluteUri
                : null;
    }

    private static SimHash Digest(IHtmlDocument document)
    {
        SimHash digest = new();
        INode? node = document.Body;
        while (node is not null)
        {
            bool skipped = node is IElement element && NotText.Contains(element.LocalName);
            if (node is IText text)
            {
                digest.Add(text.Data);
            }
            else
            {
                digest.EndWord();
            }

            if (!skipped && node.FirstChild is { } child)
            {
                node = child;
                continue;
            }

            while (node is not null && node != document.Body && node.NextSibling is null)
            {
                node = node.Parent;
            }

            node = node == document.Body ? null : node?.NextSibling;
        }

        digest.EndWord();
        return digest;
    }

    /// <summary>Collapses white space and cuts the text to the maximum length of a name. Returns null if nothing is left.</summary>
    private static string? Name(string text)
    {
        string name = PageRun.Collapse(text.AsSpan(0, Math.Min(text.Length, 8 * MaxTitleLength))).Trim();
        int end = Math.Min(name.Length, MaxTitleLength);
        end -= end > 0 && char.IsHighSurrogate(name[end - 1]) ? 1 : 0;
        return end == 0 ? null : name[..end];
    }

    /// <summary>Removes a partial character at the end, which would make the whole body invalid UTF-8.</summary>
    private static ReadOnlySpan<byte> WithoutCutCharacter(ReadOnlySpan<byte> body)
    {
        int start = body.Length - 1;
        while (start >= 0 && body.Length - start < 4 && (body[start] & 0xC0) == 0x80)
        {
            start--;
        }

        int needed = start < 0 ? 1 : body[start] switch { >= 0xF0 => 4, >= 0xE0 => 3, >= 0xC0 => 2, _ => 1 };
        return needed > body.Length - start ? body[..start] : body;
    }
}
