using System.Globalization;
using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using NewsFunctions.Core.Facts;

namespace NewsFunctions.Demo.Web;

/// <summary>Builds the kinds of answers that the scripted web gives.</summary>
internal static class Answers
{
    private const int ReadBytes = 64 * 1024;

    private static readonly Dictionary<string, string> HtmlHeaders = new() { ["content-type"] = "text/html; charset=utf-8" };

    public static LocationFacts Status(ScriptedLink link, DateTimeOffset at, int status) => Of(link, new HopFacts
    {
        Method = "GET",
        Url = link.Location.Text,
        SentAt = at,
        Response = new ResponseFacts { Status = status, Headers = HtmlHeaders },
    });

    /// <summary>Returns the file, or 304 if it has not changed.</summary>
    public static LocationFacts File(ScriptedLink link, WebFile file, Fingerprint? before, DateTimeOffset at) =>
        Of(link, FileHop(file, link.Location.Text, before, at));

    public static HopFacts FileHop(WebFile file, string url, Fingerprint? before, DateTimeOffset at)
    {
        bool isConditional = before?.ETag is not null && before.Url == url;
        return new HopFacts
        {
            Method = "GET",
            Url = url,
            SentAt = at,
            Conditional = isConditional,
            Response = isConditional && before!.ETag == file.ETag
                ? new ResponseFacts { Status = 304, Headers = new Dictionary<string, string> { ["etag"] = file.ETag } }
                : Part(file),
        };
    }

    public static LocationFacts Moved(ScriptedLink link, DateTimeOffset at, HopFacts end) => Of(
        link,
        new HopFacts
        {
            Method = "GET",
            Url = link.Location.Text,
            SentAt = at,
            Response = new ResponseFacts { Status = 301, Headers = new Dictionary<string, string> { ["location"] = end.Url } },
        },
        end);

    public static LocationFacts Truncated(ScriptedLink link, DateTimeOffset at)
    {
        ResponseFacts cut = Part(link.DriftedFile with { Size = link.File.Size / 3 });
        MediaFacts media = new() { Width = 855, Height = 495, End = FileEnd.Missing, Walked = true, Defect = "The JPEG stops in the middle of its picture." };
        return Of(link, new HopFacts { Method = "GET", Url = link.Location.Text, SentAt = at, Response = cut with { Media = media } });
    }

    public static LocationFacts Placeholder(ScriptedLink link, DateTimeOffset at)
    {
        WebFile file = link.File with { Sha256 = ScriptedWeb.PlaceholderSha256, Size = ScriptedWeb.PlaceholderSize };
        return Of(link, new HopFacts { Method = "GET", Url = link.Location.Text, SentAt = at, Response = Part(file) }) with
        {
            SharedBytes = new SharedFacts { Links = ScriptedWeb.PlaceholderLinks },
        };
    }

    public static LocationFacts Html(ScriptedLink link, DateTimeOffset at, string? title) => Of(link, PageHop(link.Location.Text, title, at));

    public static LocationFacts FrontPage(ScriptedLink link, DateTimeOffset at)
    {
        HopFacts end = PageHop($"https://{link.Host}/", "All the news of today", at);
        return Of(
            link,
            new HopFacts
            {
                Method = "GET",
                Url = link.Location.Text,
                SentAt = at,
                Response = new ResponseFacts { Status = 302, Headers = new Dictionary<string, string> { ["location"] = end.Url } },
            },
            end);
    }

    public static HopFacts PageHop(string url, string? title, DateTimeOffset at)
    {
        byte[] text = Encoding.UTF8.GetBytes($"{url} {title}");
        ulong hash = XxHash3.HashToUInt64(text);
        int size = 9_000 + (int)(hash % 30_000);
        return new HopFacts
        {
            Method = "GET",
            Url = url,
            SentAt = at,
            Response = new ResponseFacts
            {
                Status = 200,
                Headers = HtmlHeaders,
                BodyBytes = size,
                TotalSize = size,
                FirstBytes = "3c21646f63747970652068746d6c3e3c68746d6c206c616e673d22656e223e3c",
                BodySha256 = Convert.ToHexStringLower(SHA256.HashData(text)),
                SniffedType = "text/html",
                Page = new PageFacts
                {
                    Title = title,
                    Heading = title,
                    TextHash = hash.ToString("x16", CultureInfo.InvariantCulture),
                    Words = 150 + (int)(hash % 400),
                },
            },
        };
    }

    private static ResponseFacts Part(WebFile file)
    {
        int read = (int)Math.Min(file.Size, ReadBytes);
        return new ResponseFacts
        {
            Status = 206,
            Headers = new Dictionary<string, string>
            {
                ["content-type"] = file.Type,
                ["content-range"] = string.Create(CultureInfo.InvariantCulture, $"bytes 0-{read - 1}/{file.Size}"),
                ["etag"] = file.ETag,
            },
            BodyBytes = read,
            FirstBytes = file.FirstBytes,
            BodySha256 = file.Sha256,
            BodySha1 = file.Sha1,
            SniffedType = file.Media is null ? null : file.Type,
            TotalSize = file.Size,
            Media = file.Media,
        };
    }

    private static LocationFacts Of(ScriptedLink link, params HopFacts[] hops) => new() { Location = link.Location.Text, Hops = hops };
}
