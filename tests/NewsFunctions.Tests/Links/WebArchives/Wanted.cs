using System.Globalization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

/// <summary>Makes requests for links to look up.</summary>
internal static class Wanted
{
    public const string Host = "https://media.example.org";

    public static RescueRequest Picture(int number = 1, params string[] hosts)
    {
        string path = PathOf(number);
        LinkId id = LinkId.ForMedia(LinkKind.Image, path);
        return new RescueRequest(
            id,
            [.. (hosts.Length == 0 ? [Host] : hosts).Select(host => host + path)],
            RescueRules.PublishedAt(new Link { Site = "example", Id = id, Path = path }));
    }

    public static RescueRequest Page(DateTimeOffset? wanted = null) => new(LinkId.Parse("p1797706"), ["https://news.example.org/news/1797706"], wanted);

    public static string PathOf(int number) => string.Create(CultureInfo.InvariantCulture, $"/2016/03/07/picture_{number:0000}.jpg");

    /// <summary>Makes a CDX row with the fields that our queries request.</summary>
    public static string Row(string timestamp, string original, string status = "200", string digest = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ") =>
        $"""["{timestamp}","{original}","{status}","{digest}"]""";

    public static string Cdx(params string[] rows) =>
        $"[{string.Join(",\n", rows.Prepend("""["timestamp","original","statuscode","digest"]"""))}]";
}
