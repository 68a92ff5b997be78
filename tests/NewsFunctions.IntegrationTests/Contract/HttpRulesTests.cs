using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using NewsFunctions.IntegrationTests.Api;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>Tests compression, ETags, HEAD, and the links from the API's root to its documents.</summary>
[Collection<SharedContractArchive>]
public sealed class HttpRulesTests(ContractArchive api) : ApiTests<ContractArchive>(api)
{
    [Theory]
    [InlineData("/api/articles?site=example", "br")]
    [InlineData("/api/articles?site=example", "gzip")]
    [InlineData("/api/export/links.csv", "br")]
    [InlineData("/api/export/links.ndjson", "gzip")]
    [InlineData("/api/articles/example/900417", "gzip")]
    public async Task Text_is_compressed_by_what_the_caller_accepts(string path, string coding)
    {
        byte[] plain = await Api.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Token);
        using HttpResponseMessage response = await AskAsync(HttpMethod.Get, path, coding);

        Assert.Equal([coding], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        byte[] sent = await response.Content.ReadAsByteArrayAsync(Token);
        Assert.True(sent.Length < plain.Length, $"{sent.Length} of {plain.Length} bytes");
        Assert.Equal(plain, await DecodeAsync(sent, coding));
    }

    [Fact]
    public async Task Captures_and_bytes_of_dumps_are_sent_uncompressed()
    {
        foreach (string path in (string[])[$"/api/captures/{Api.Known["sha256"]}", "/api/articles/example/900417/raw", "/api/health"])
        {
            using HttpResponseMessage response = await AskAsync(HttpMethod.Get, path, "br, gzip");

            Assert.Empty(response.Content.Headers.ContentEncoding);
            Assert.NotNull(response.Content.Headers.ContentLength);
        }
    }

    [Fact]
    public async Task ETag_of_a_compressed_answer_is_weak_and_saves_the_next()
    {
        const string Path = "/api/articles/example/900417";
        using HttpResponseMessage first = await AskAsync(HttpMethod.Get, Path, "br");
        using HttpResponseMessage same = await AskAsync(HttpMethod.Get, Path, "gzip", first.Headers.ETag);

        Assert.True(first.Headers.ETag!.IsWeak);
        Assert.Equal((HttpStatusCode.NotModified, first.Headers.ETag), (same.StatusCode, same.Headers.ETag));
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Token));
    }

    [Theory]
    [InlineData("/api/articles/example/900417")]
    [InlineData("/api/articles/example/900417/raw")]
    [InlineData("/api/captures/{sha256}")]
    [InlineData("/api/links/example/p900417")]
    [InlineData("/api/openapi.json")]
    public async Task HEAD_has_the_headers_of_GET(string path)
    {
        path = path.Replace("{sha256}", Api.Known["sha256"], StringComparison.Ordinal);
        using HttpResponseMessage get = await AskAsync(HttpMethod.Get, path, "identity");
        using HttpResponseMessage head = await AskAsync(HttpMethod.Head, path, "identity");

        Assert.Equal(Headers(get), Headers(head));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Token));
    }

    [Fact]
    public async Task HEAD_of_an_export_reads_no_rows()
    {
        using HttpResponseMessage head = await AskAsync(HttpMethod.Head, "/api/export/checks.csv", "identity");

        Assert.Equal((HttpStatusCode.OK, "text/csv", 0L), (head.StatusCode, head.Content.Headers.ContentType?.MediaType, head.Content.Headers.ContentLength ?? 0));
        Assert.Equal("attachment", head.Content.Headers.ContentDisposition?.DispositionType);
    }

    [Fact]
    public async Task List_of_the_API_leads_to_its_documents()
    {
        var index = await GetAsync("/api").JsonAsync();

        foreach (string member in (string[])["openApi", "docs", "dashboard"])
        {
            using HttpResponseMessage there = await GetAsync(index.Text(member)!);
            Assert.Equal(HttpStatusCode.OK, there.StatusCode);
        }

        Assert.Contains("GET /api/articles", index.GetProperty("calls").EnumerateArray().Select(call => $"{call.Text("method")} {call.Text("path")}"));
    }

    private static string[] Headers(HttpResponseMessage response) =>
    [
        .. response.Headers.Concat(response.Content.Headers)
            .Where(header => header.Key is not ("Date" or "Transfer-Encoding"))
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<byte[]> DecodeAsync(byte[] sent, string coding)
    {
        await using Stream source = new MemoryStream(sent);
        await using Stream decoding = coding == "br" ? new BrotliStream(source, CompressionMode.Decompress) : new GZipStream(source, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        await decoding.CopyToAsync(plain, Token);
        return plain.ToArray();
    }

    private async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, string codings, EntityTagHeaderValue? known = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", codings);
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return await Api.Http.SendAsync(request, Token);
    }
}
