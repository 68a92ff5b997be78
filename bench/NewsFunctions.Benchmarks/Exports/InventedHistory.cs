using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Benchmarks.Exports;

/// <summary>Answers for the tables of an archive that does not exist: shards of 1,000 links with 50 checks each, paged
/// like the real service. Readers get realistic rows through the real client.</summary>
internal sealed partial class InventedHistory(int shards) : HttpMessageHandler
{
    public const int LinksOfShard = 1000;
    public const int ChecksOfLink = 50;

    private const string Site = "invented";
    private const int FullPages = (ChecksOfLink - 1) / CheckColumns.PageLength;
    private const int InLastPage = ((ChecksOfLink - 1) % CheckColumns.PageLength) + 1;

    private static readonly string[] Checks = [.. Enumerable.Range(0, 64).Select(Check)];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string url = Uri.UnescapeDataString(request.RequestUri!.AbsoluteUri).Replace('+', ' ');
        return Task.FromResult(url.Contains("/LinkShards()", StringComparison.Ordinal) ? Answer(Shards(), next: null) : Links(url));
    }

    private static HttpResponseMessage Links(string url)
    {
        string partition = Partition().Match(url).Groups["key"].Value;
        bool isFull = url.Contains("RowKey ge 'C|", StringComparison.Ordinal);
        int top = int.Parse(Top().Match(url).Groups["rows"].Value, CultureInfo.InvariantCulture);
        int first = Next().Match(url) is { Success: true } next ? int.Parse(next.Groups["row"].Value, CultureInfo.InvariantCulture) : 0;
        int count = isFull ? LinksOfShard * FullPages : LinksOfShard;
        int last = Math.Min(first + top, count);
        IEnumerable<string> rows = Enumerable.Range(first, last - first).Select(row =>
        {
            LinkId link = Link(partition, isFull ? row / FullPages : row);
            string key = isFull ? TableKeys.LinkCheckPage(link, FullPages - 1 - (row % FullPages)) : TableKeys.LinkRow(link);
            return Row(partition, key, row, isFull ? CheckColumns.PageLength : InLastPage);
        });
        return Answer(rows, last < count ? last : null);
    }

    private static string Row(string partition, string key, int row, int checks)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $$"""{"PartitionKey":"{{partition}}","RowKey":"{{key}}","History":{{ChecksOfLink}}""");
        for (int check = 0; check < checks; check++)
        {
            string name = CheckColumns.Names[check];
            text.Append(CultureInfo.InvariantCulture, $$""","{{name}}@odata.type":"Edm.Binary","{{name}}":"{{Checks[(row + check) % Checks.Length]}}" """);
        }

        return text.Append('}').ToString();
    }

    private static LinkId Link(string partition, int number) =>
        LinkId.Parse(string.Create(CultureInfo.InvariantCulture, $"i{partition.Split('|')[2]}-{number:x16}"));

    /// <summary>Lists the shards. They have a mark only, because they were never visited.</summary>
    private IEnumerable<string> Shards() => Enumerable.Range(0, shards).Select(shard => string.Create(
        CultureInfo.InvariantCulture, $$"""{"PartitionKey":"{{Site}}","RowKey":"image|{{1990 + (shard / 12)}}-{{1 + (shard % 12):00}}|mark","Mark":"m"}"""));

    /// <summary>Makes a stored check: about 500 bytes of Brotli, the size of a check of a live image.</summary>
    private static string Check(int number)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"https://media.example/news/image/original/2016/03/07/picture_{number * 7919}.jpg");
        string evidence = $$"""
            {"locations":[{"location":"{{path}}","hops":[{"url":"{{path}}","method":"GET","range":"bytes=0-65535","at":"2026-03-01T12:00:00Z",
            "response":{"status":206,"headers":{"content-type":"image/jpeg","content-length":"65536","content-range":"bytes 0-65535/{{200_000 + number}}",
            "etag":"\"{{Hash(number)}}\"","last-modified":"Mon, 07 Mar 2016 10:00:00 GMT","server":"nginx/1.22.1","cache-control":"max-age=2592000"},
            "bodySha256":"{{Hash(number + 1)}}{{Hash(number + 2)}}","bodyBytes":65536,"tail":{"sha256":"{{Hash(number + 3)}}{{Hash(number + 4)}}","bytes":65536},
            "media":{"type":"image/jpeg","width":1280,"height":960,"end":"Found"} } }]}]}
            """;
        var check = new LinkCheck
        {
            Link = LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"),
            CheckedAt = new DateTimeOffset(2024, 1, 1, 12, 0, 0, TimeSpan.Zero).AddDays(number),
            Verdict = Verdict.Alive,
            Reason = "206 with a JPEG of 1280 x 960 that is complete.",
            Location = path,
            Duration = TimeSpan.FromMilliseconds(100 + (number * 1.37)),
            RulesVersion = VerdictRules.Version,
            Evidence = Evidence.FromJson(JsonElement.Parse(evidence)),
        };
        return Convert.ToBase64String(new CheckEntry(check, Hash(number)).ToBytes());
    }

    private static string Hash(int number) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)))[..32];

    private static HttpResponseMessage Answer(IEnumerable<string> rows, int? next)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new InventedAnswer(rows)) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (next is { } row)
        {
            response.Headers.Add("x-ms-continuation-NextPartitionKey", "next");
            response.Headers.Add("x-ms-continuation-NextRowKey", row.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }

    [GeneratedRegex("PartitionKey eq '(?<key>[^']+)'")]
    private static partial Regex Partition();

    [GeneratedRegex(@"\$top=(?<rows>\d+)")]
    private static partial Regex Top();

    [GeneratedRegex(@"NextRowKey=(?<row>\d+)")]
    private static partial Regex Next();
}
