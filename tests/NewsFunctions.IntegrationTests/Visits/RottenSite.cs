using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>
/// Builds a site where images, videos and pages have rotted in all known ways, among some that have not.
/// </summary>
internal static class RottenSite
{
    private const string NotFoundPage = "<!doctype html><title>Nothing here - The Site</title><h1>Nothing here</h1><p>What you look for may have moved. Try the search.";

    private static readonly byte[] Removed = Picture("the picture that stands for all that were removed");

    public static IReadOnlyList<Rot> Kinds { get; } =
    [
        new(LinkKind.Image, "whole.jpg", Verdict.Alive, context => FileAsync(context, Picture(PathOf(context)))),
        new(LinkKind.Image, "long.jpg", Verdict.Alive, context => FileAsync(context, Picture(PathOf(context), 200_000))),
        new(LinkKind.Image, "renamed.gif", Verdict.Alive, context => FileAsync(context, Picture(PathOf(context)))),
        new(LinkKind.Image, "lying-type.jpg", Verdict.Alive, context => SendAsync(context, 200, "text/html", Picture(PathOf(context)))),
        new(LinkKind.Image, "redirected.jpg", Verdict.Alive, context => RedirectAsync(context, 302, $"/2017{PathOf(context)}")),
        new(LinkKind.Image, "head-lies.jpg", Verdict.Gone, context => StatusAsync(context, HttpMethods.IsHead(context.Request.Method) ? 200 : 404)),
        new(LinkKind.Image, "head-refused.jpg", Verdict.Alive, context => HttpMethods.IsHead(context.Request.Method)
            ? StatusAsync(context, 405)
            : FileAsync(context, Picture(PathOf(context)))),
        new(LinkKind.Image, "packed.jpg", Verdict.Alive, PackedAsync),
        new(LinkKind.Image, "gone.jpg", Verdict.Gone, context => StatusAsync(context, 404)),
        new(LinkKind.Image, "withdrawn.jpg", Verdict.Gone, context => StatusAsync(context, 410)),
        new(LinkKind.Image, "page-instead.jpg", Verdict.WrongType, context => HtmlAsync(context, NotFoundPage)),
        new(LinkKind.Image, "to-front-page.jpg", Verdict.WrongType, context => RedirectAsync(context, 302, "/")),
        new(LinkKind.Image, "removed.jpg", Verdict.Placeholder, context => FileAsync(context, Removed), Times: 3),
        new(LinkKind.Image, "one-pixel.gif", Verdict.Placeholder, context => FileAsync(context, Pixel)),
        new(LinkKind.Image, "empty.jpg", Verdict.Empty, context => SendAsync(context, 200, "image/jpeg", [])),
        new(LinkKind.Image, "cut-short.jpg", Verdict.Truncated, context => FileAsync(context, Picture(PathOf(context), 200_000)[..150_000])),
        new(LinkKind.Image, "broken-off.jpg", Verdict.ConnectionFailure, BrokenOffAsync),
        new(LinkKind.Image, "endless.jpg", Verdict.Alive, EndlessAsync),
        new(LinkKind.Image, "circle.jpg", Verdict.Refused, context => RedirectAsync(context, 302, PathOf(context))),
        new(LinkKind.Image, "inwards.jpg", Verdict.Refused, context => RedirectAsync(context, 302, "http://169.254.169.254/latest/meta-data/")),
        new(LinkKind.Image, "forbidden.jpg", Verdict.Blocked, context => StatusAsync(context, 403)),
        new(LinkKind.Image, "lawyers.jpg", Verdict.Blocked, context => StatusAsync(context, 451)),
        new(LinkKind.Image, "robots-out.jpg", Verdict.Blocked, context => StatusAsync(context, 999)),
        new(LinkKind.Image, "challenge.jpg", Verdict.Blocked, ChallengeAsync),
        new(LinkKind.Image, "error.jpg", Verdict.ServerError, context => StatusAsync(context, 500)),
        new(LinkKind.Video, "whole.mp4", Verdict.Alive, context => FileAsync(context, Video(PathOf(context)))),
        new(LinkKind.Video, "cut-short.mp4", Verdict.Truncated, context => FileAsync(context, Video(PathOf(context))[..100_000])),
        new(LinkKind.Video, "picture-instead.mp4", Verdict.WrongType, context => FileAsync(context, Picture(PathOf(context)))),
        new(LinkKind.Video, "gone.mp4", Verdict.Gone, context => StatusAsync(context, 404)),
        new(LinkKind.Page, "The Ferry Sails Again", Verdict.Alive, context => ArticleAsync(context, "The Ferry Sails Again", PathOf(context))),
        new(LinkKind.Page, "Renamed Since", Verdict.Alive, context => ArticleAsync(context, "A Headline that the Editors Chose Later", PathOf(context))),
        new(LinkKind.Page, "Another Story Here Now", Verdict.Drifted, context => ArticleAsync(context, "Ten Soups for Cold Evenings", "/news/5")),
        new(LinkKind.Page, "Soft Not Found", Verdict.SoftNotFound, context => HtmlAsync(context, NotFoundPage)),
        new(LinkKind.Page, "Sent to the Front Page", Verdict.SoftNotFound, context => RedirectAsync(context, 302, "/")),
        new(LinkKind.Page, "Sent to the Archive", Verdict.SoftNotFound, context => RedirectAsync(context, 301, "/archive"), Times: 3),
        new(LinkKind.Page, "Honestly Gone", Verdict.Gone, context => StatusAsync(context, 404)),
        new(LinkKind.Page, "Only for Subscribers", Verdict.Blocked, context => StatusAsync(context, 402)),
    ];

    // The smallest valid GIF.
    private static byte[] Pixel => Convert.FromHexString("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b");

    /// <summary>
    /// Answers everything else. A missing page returns a not-found page with status 200; a missing picture returns 404.
    /// </summary>
    public static Task OtherwiseAsync(HttpContext context) => PathOf(context) switch
    {
        "/" => HtmlAsync(context, "<!doctype html><title>The Site</title><h1>News of the day</h1><p>Ferries, soups, lighthouses and the weather."),
        "/archive" => HtmlAsync(context, "<!doctype html><title>Archive - The Site</title><h1>Archive</h1><p>All that was ever written here, by year and month."),
        var path when path.StartsWith("/2017/", StringComparison.Ordinal) => FileAsync(context, Picture(path)),
        var path when path.StartsWith("/news/", StringComparison.Ordinal) => HtmlAsync(context, NotFoundPage),
        _ => StatusAsync(context, 404),
    };

    /// <summary>Builds a JPEG that is unique for each text and has at least this size.</summary>
    public static byte[] Picture(string text, int size = 0)
    {
        byte[] comment = Encoding.UTF8.GetBytes(text);
        byte[] scan = new byte[Math.Max(0, size - comment.Length - 24)];
        Array.Fill(scan, (byte)0x55);
        return
        [
            0xFF, 0xD8, 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment,
            0xFF, 0xC0, 0, 8, 8, 0, 9, 0, 16, 1, 0xFF, 0xDA, 0, 2, .. scan, 0xFF, 0xD9,
        ];
    }

    private static byte[] Video(string text) =>
        [.. Box("ftyp", "isom0000isom"u8), .. Box("moov", Encoding.UTF8.GetBytes(text)), .. Box("mdat", new byte[150_000])];

    private static byte[] Box(string type, ReadOnlySpan<byte> content) =>
        [.. BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder(8 + content.Length)), .. Encoding.ASCII.GetBytes(type), .. content];

    private static string PathOf(HttpContext context) => context.Request.Path.Value!;

    private static Task StatusAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static Task RedirectAsync(HttpContext context, int status, string target)
    {
        context.Response.Headers.Location = target;
        return StatusAsync(context, status);
    }

    private static Task HtmlAsync(HttpContext context, string html) => SendAsync(context, 200, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(html));

    public static Task ArticleAsync(HttpContext context, string title, string canonical) => HtmlAsync(
        context,
        $"<!doctype html><title>{title} - The Site</title><link rel=\"canonical\" href=\"{canonical}\"><h1>{title}</h1><p>{string.Join(' ', Enumerable.Range(0, 80).Select(word => $"{title.Length}word{word}"))}");

    /// <summary>Answers like a server that supports ranges.</summary>
    public static Task FileAsync(HttpContext context, byte[] file)
    {
        if (context.Request.GetTypedHeaders().Range?.Ranges.SingleOrDefault() is not { From: { } from } range || from >= file.Length)
        {
            return SendAsync(context, 200, "application/octet-stream", file);
        }

        int last = (int)Math.Min(range.To ?? long.MaxValue, file.Length - 1);
        context.Response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes {from}-{last}/{file.Length}");
        return SendAsync(context, 206, "application/octet-stream", file[(int)from..(last + 1)]);
    }

    private static async Task SendAsync(HttpContext context, int status, string type, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body);
        }
    }

    private static async Task PackedAsync(HttpContext context)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Picture(PathOf(context)));
        }

        context.Response.Headers.ContentEncoding = "gzip";
        await SendAsync(context, 200, "image/jpeg", packed.ToArray());
    }

    private static async Task BrokenOffAsync(HttpContext context)
    {
        context.Response.ContentLength = 5000;
        await context.Response.Body.WriteAsync(Picture(PathOf(context)));
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task EndlessAsync(HttpContext context)
    {
        await context.Response.Body.WriteAsync(Picture(PathOf(context), 50_000).AsMemory()[..^2]);
        byte[] more = new byte[16_384];
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(more, context.RequestAborted);
        }
    }

    private static Task ChallengeAsync(HttpContext context)
    {
        context.Response.Headers["cf-mitigated"] = "challenge";
        return StatusAsync(context, 403);
    }
}
