using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Reports;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Archive.Http;

/// <summary>Writes the newest events as an Atom feed (RFC 4287).</summary>
/// <remarks>Ids are URNs, so an entry stays the same wherever the archive runs. Addresses are relative to the feed's own,
/// so no request header affects it. Text from dumps and servers is plain text, never markup.</remarks>
internal static class EventFeed
{
    public const string MediaType = "application/atom+xml; charset=utf-8";

    public const int Entries = 100;

    /// <param name="now">The update time of a feed without events, by day: readers hide old feeds, and the bytes stay the same for a day.</param>
    public static byte[] Write(EventFilter filter, IReadOnlyList<EventResponse> events, DateTimeOffset now)
    {
        string what = filter.What is { } one ? EventWhats.Name(one) : "";
        string kind = filter.Kind is { } ofKind ? LinkKinds.Name(ofKind) : "";
        string host = filter.Host?.ToLowerInvariant() ?? "";
        string[] narrowed = [.. new[] { what, kind, host }.Where(one => one.Length > 0)];
        var feed = new SyndicationFeed
        {
            // Without kind and host, the id is the same as before feeds took them: readers identify feeds by it.
            Id = $"urn:newsfunctions:events:{filter.Site}:{what}{(kind.Length + host.Length == 0 ? "" : $":{kind}:{Uri.EscapeDataString(host)}")}",
            Title = new TextSyndicationContent(
                $"Link rot{(filter.Site is null ? "" : $" of {filter.Site}")}{(narrowed.Length == 0 ? "" : $": {string.Join(", ", narrowed)}")}"),
            LastUpdatedTime = events.Count == 0 ? new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) : events.Max(archiveEvent => archiveEvent.At),
            Items = [.. events.Select(Entry)],
        };
        feed.Authors.Add(new SyndicationPerson { Name = "NewsFunctions" });
        feed.Links.Add(SyndicationLink.CreateSelfLink(new Uri(
            "/api/feeds/events.xml" + Query(("site", filter.Site), ("what", what), ("kind", kind), ("host", Uri.EscapeDataString(host))), UriKind.Relative), "application/atom+xml"));

        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true }))
        {
            new Atom10FeedFormatter(feed).WriteTo(writer);
        }

        return bytes.ToArray();
    }

    private static SyndicationItem Entry(EventResponse archiveEvent)
    {
        var entry = new SyndicationItem
        {
            Id = $"urn:newsfunctions:event:{string.Join(':', archiveEvent.Id.Split(':').Select(Uri.EscapeDataString))}",
            Title = new TextSyndicationContent(XmlCharacters.Clean(archiveEvent.Digest is { } digest
                ? $"{archiveEvent.Site}, week {digest.Week}: {digest}"
                : $"{Heading(archiveEvent.What)}: {archiveEvent.Title ?? archiveEvent.Path ?? archiveEvent.Subject}")),
            PublishDate = archiveEvent.At,
            LastUpdatedTime = archiveEvent.At,
            Content = new TextSyndicationContent(XmlCharacters.Clean(Text(archiveEvent))),
        };
        entry.Categories.Add(new SyndicationCategory(EventWhats.Name(archiveEvent.What)));
        entry.Categories.Add(new SyndicationCategory(archiveEvent.Site));
        if (archiveEvent.Kind is not null)
        {
            entry.Links.Add(SyndicationLink.CreateAlternateLink(
                new Uri($"/api/links/{archiveEvent.Site}/{Uri.EscapeDataString(archiveEvent.Subject)}", UriKind.Relative), "application/json"));
        }

        return entry;
    }

    private static string Heading(EventWhat what) => what switch
    {
        EventWhat.Dead => "Dead",
        EventWhat.Revived => "Back",
        EventWhat.Drifted => "Changed",
        EventWhat.HostDown => "Host down",
        EventWhat.HostBack => "Host back",
        EventWhat.HostPaused => "Host paused",
        EventWhat.HostIgnored => "Host ignored",
        EventWhat.HostResumed => "Host resumed",
        EventWhat.Judged => "Judged",
        EventWhat.Digest => "Week",
        _ => "Host dead",
    };

    private static string Text(EventResponse archiveEvent)
    {
        var text = new StringBuilder();
        text.Append(archiveEvent.Kind is { } kind ? $"{LinkKinds.Name(kind)} {archiveEvent.Path} of {archiveEvent.Site}" : $"{archiveEvent.Subject} of {archiveEvent.Site}").AppendLine();
        if (archiveEvent.Verdict is { } verdict)
        {
            text.Append(CultureInfo.InvariantCulture, $"{verdict}. ");
        }

        text.AppendLine(archiveEvent.Reason);
        if (archiveEvent.ArticleCount is { } count)
        {
            text.Append(CultureInfo.InvariantCulture, $"Articles that mention it: {count}");
            text.Append(archiveEvent.Articles.Count == 0 ? "" : $" ({string.Join(", ", archiveEvent.Articles)}{(count > archiveEvent.Articles.Count ? ", ..." : "")})");
        }

        return text.ToString().TrimEnd();
    }

    private static string Query(params (string Name, string? Value)[] parameters) =>
        string.Join('&', parameters.Where(one => one.Value is { Length: > 0 }).Select(one => $"{one.Name}={one.Value}")) is { Length: > 0 } query ? $"?{query}" : "";
}
