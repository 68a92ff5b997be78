using System.Globalization;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace NewsFunctions.Html;

/// <summary>Holds the metadata of a page.</summary>
internal sealed class PageMetadata
{
    private const int MaxTimes = 3;
    private const int MaxScripts = 20;

    private static readonly string[] Dividers = [" | ", " - ", " \u2013 ", " \u2014 ", " :: ", " \u00ab ", " \u00bb ", " \u2022 ", "|"];

    private PageMetadata(IReadOnlyList<string> titles, string? title, DateTimeOffset? publishedAt)
    {
        Titles = titles;
        Title = title;
        PublishedAt = publishedAt;
    }

    /// <summary>The values of <c>og:title</c> and <c>title</c>, unchanged: with the site's name.</summary>
    public IReadOnlyList<string> Titles { get; }

    /// <summary>The title without the site's name. It is null if there is none.</summary>
    public string? Title { get; }

    public DateTimeOffset? PublishedAt { get; }

    public static PageMetadata Of(IHtmlDocument document)
    {
        string site = Meta(document, "og:site_name");
        string[] titles = [.. new[] { Meta(document, "og:title"), Meta(document, "twitter:title"), PageRun.Collapse(document.Title) }.Where(t => t.Length > 0)];
        return new PageMetadata(titles, titles.Select(t => WithoutSite(t, site)).FirstOrDefault(t => t.Length > 0), Published(document));
    }

    /// <summary>Returns whether the heading is the page's own title, with or without the site's name.</summary>
    public bool Names(string heading) => heading.Length > 0 && Titles.Any(t => t.Contains(heading, StringComparison.OrdinalIgnoreCase));

    private static string WithoutSite(string title, string site)
    {
        if (title.Equals(site, StringComparison.OrdinalIgnoreCase))
        {
            return "";
        }

        foreach (string divider in Dividers)
        {
            int last = title.LastIndexOf(divider, StringComparison.Ordinal);
            if (last <= 0)
            {
                continue;
            }

            int first = title.IndexOf(divider, StringComparison.Ordinal);
            bool siteFirst = site.Length > 0 && title.AsSpan(0, first).Trim().Equals(site, StringComparison.OrdinalIgnoreCase);
            return (siteFirst ? title[(first + divider.Length)..] : title[..last]).Trim();
        }

        return title;
    }

    /// <summary>Returns the content of the first <c>meta</c> with that name, or an empty string if there is none.</summary>
    public static string Meta(IHtmlDocument document, string name)
    {
        foreach (IElement meta in document.GetElementsByTagName("meta"))
        {
            string? of = meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop");
            if (name.Equals(of, StringComparison.OrdinalIgnoreCase) && meta.GetAttribute("content") is { Length: > 0 } content)
            {
                return PageRun.Collapse(content);
            }
        }

        return "";
    }

    private static DateTimeOffset? Published(IHtmlDocument document) =>
        Time(Meta(document, "article:published_time")) ?? Time(Meta(document, "datePublished")) ?? PublishedInJson(document)
        ?? PublishedInText(document);

    /// <summary>Reads the time from a <c>time</c> element. A list of articles has one for each, so it is used only if there are few.</summary>
    private static DateTimeOffset? PublishedInText(IHtmlDocument document)
    {
        IElement? marked = document.All.FirstOrDefault(e => e.GetAttribute("itemprop") == "datePublished");
        if (marked is not null && Time(marked.GetAttribute("content") ?? marked.GetAttribute("datetime") ?? marked.TextContent) is { } time)
        {
            return time;
        }

        IHtmlCollection<IElement> times = document.GetElementsByTagName("time");
        return times.Length is > 0 and <= MaxTimes ? times.Select(t => Time(t.GetAttribute("datetime"))).FirstOrDefault(t => t is not null) : null;
    }

    /// <summary>Reads the date of schema.org's Article and its subtypes in JSON-LD.</summary>
    private static DateTimeOffset? PublishedInJson(IHtmlDocument document)
    {
        foreach (IElement script in document.Scripts.Where(s => s.Type == "application/ld+json").Take(MaxScripts))
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(script.TextContent, new JsonDocumentOptions { AllowTrailingCommas = true });
                if (PublishedIn(json.RootElement) is { } time)
                {
                    return time;
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException)
            {
                // Pages contain all kinds of broken JSON, even with invalid Unicode. The next source is tried instead.
            }
        }

        return null;
    }

    private static DateTimeOffset? PublishedIn(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Array)
        {
            return json.EnumerateArray().Select(PublishedIn).FirstOrDefault(t => t is not null);
        }

        if (json.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        bool isArticle = json.TryGetProperty("@type", out JsonElement type)
            && (type.ToString().Contains("Article", StringComparison.Ordinal) || type.ToString().Contains("BlogPosting", StringComparison.Ordinal));
        return isArticle && json.TryGetProperty("datePublished", out JsonElement date) && date.ValueKind == JsonValueKind.String
            ? Time(date.GetString())
            : json.TryGetProperty("@graph", out JsonElement graph) ? PublishedIn(graph) : null;
    }

    /// <summary>Parses an ISO 8601 time. A time without an offset is UTC.</summary>
    private static DateTimeOffset? Time(string? text) =>
        text?.Trim() is { Length: >= 10 and <= 40 } time && char.IsAsciiDigit(time[0])
        && DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
        && at.Year is >= 1900 and <= 2100
            ? at
            : null;
}
