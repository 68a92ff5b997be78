using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Tests.Archive.Pages;

public sealed partial class DashboardTests
{
    private static readonly PageAssets Assets = new();
    private static readonly Dashboard Page = new(Assets);

    [Fact]
    public async Task Document_references_existing_files_by_the_hash_of_their_bytes()
    {
        (HttpResponse response, byte[] body) = await AskAsync(Page.Document);

        Assert.Equal("text/html; charset=utf-8", response.ContentType);
        string[] names = [.. AssetName().Matches(Encoding.UTF8.GetString(body)).Select(match => match.Groups[1].Value)];
        Assert.Equal([".css", ".js", ".json", ".svg"], names.Select(Path.GetExtension).Order());
        foreach (string name in names)
        {
            (HttpResponse asset, byte[] bytes) = await AskAsync(request => Assets.Answer(name, request));
            Assert.Equal(StatusCodes.Status200OK, asset.StatusCode);
            Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(bytes))[..16], name, StringComparison.Ordinal);
            Assert.Equal("public, max-age=31536000, immutable", asset.Headers.CacheControl);
        }
    }

    [Fact]
    public async Task Document_allows_only_its_own_script()
    {
        (HttpResponse response, byte[] body) = await AskAsync(Page.Document);

        string[] policy = response.Headers.ContentSecurityPolicy.ToString().Split("; ");
        string[] rules =
        [
            "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' blob:",
            "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
        ];
        Assert.All(rules, rule => Assert.Contains(rule, policy));
        Assert.DoesNotContain(policy, rule => rule.Contains("unsafe", StringComparison.Ordinal));
        Assert.DoesNotContain("<style", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unchanged_document_is_answered_with_304()
    {
        (HttpResponse first, _) = await AskAsync(Page.Document);
        (HttpResponse again, byte[] body) = await AskAsync(Page.Document, ("If-None-Match", first.Headers.ETag.ToString()));

        Assert.Equal((StatusCodes.Status304NotModified, 0), (again.StatusCode, body.Length));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("identity", "")]
    public async Task File_is_sent_in_the_smallest_accepted_encoding(string accepted, string coding)
    {
        (_, byte[] plain) = await AskAsync(Page.Document);
        (HttpResponse response, byte[] body) = await AskAsync(Page.Document, ("Accept-Encoding", accepted));

        Assert.Equal(coding, response.Headers.ContentEncoding.ToString());
        Assert.Equal("Accept-Encoding", response.Headers.Vary);
        using Stream decoded = coding switch
        {
            "br" => new BrotliStream(new MemoryStream(body), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(body), CompressionMode.Decompress),
            _ => new MemoryStream(body),
        };
        using var read = new MemoryStream();
        await decoded.CopyToAsync(read, TestContext.Current.CancellationToken);
        Assert.Equal(plain, read.ToArray());
    }

    [Theory]
    [InlineData("app-0000000000000000.js")]
    [InlineData("../index.html")]
    [InlineData(null)]
    public async Task Unknown_file_is_not_found(string? path)
    {
        (HttpResponse response, byte[] body) = await AskAsync(request => Assets.Answer(path, request));

        Assert.Equal((StatusCodes.Status404NotFound, "application/problem+json"), (response.StatusCode, response.ContentType));
        Assert.Contains("/dashboard", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_path_redirects_to_the_page()
    {
        (HttpResponse response, _) = await AskAsync(_ => Dashboard.Redirect());

        Assert.Equal((StatusCodes.Status302Found, "/dashboard"), (response.StatusCode, response.Headers.Location.ToString()));
    }

    private static async Task<(HttpResponse Response, byte[] Body)> AskAsync(Func<HttpRequest, IResult> answer, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        foreach ((string name, string value) in headers)
        {
            context.Request.Headers[name] = value;
        }

        await answer(context.Request).ExecuteAsync(context);
        return (context.Response, body.ToArray());
    }

    [GeneratedRegex("/assets/([^\"]+)")]
    private static partial Regex AssetName();
}
