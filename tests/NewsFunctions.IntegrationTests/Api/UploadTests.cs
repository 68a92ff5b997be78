using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Core.Ledger;
using NewsFunctions.IntegrationTests.LocalFunctionsHost;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class UploadTests(ApiHost api) : ApiTests<ApiHost>(api), IClassFixture<ApiHost>
{
    private const long Limit = 94_371_840;

    [Fact]
    public async Task Upload_is_accepted_and_its_location_reports_the_outcome()
    {
        using HttpResponseMessage response = await PostAsync("name=harbour/900417.txt&site=example", ExampleDumps.MuseumText);
        string location = response.Headers.Location!.OriginalString;
        JsonElement accepted = await Task.FromResult(response).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal($"/api/dumps/{accepted.Text("dumpId")}", location);
        Assert.Equal(("harbour/900417.txt", "Waiting"), (accepted.Text("name"), accepted.Text("status")));
        Assert.Equal(accepted.GetRawText(), (await GetAsync(location).JsonAsync()).GetRawText());

        await Api.Service<DumpIngest>().IngestAsync("harbour/900417.txt", Token);

        JsonElement dump = await GetAsync(location).JsonAsync();
        Assert.Equal("Ingested", dump.Text("status"));
        Assert.Equal(1, dump.GetProperty("counts").GetProperty("articles").GetInt64());
        Assert.Equal("harbour/900417.txt", (await GetAsync("/api/articles/example/900417").JsonAsync()).Text("dumpName"));
    }

    [Fact]
    public async Task A_dump_is_ingested_again_without_an_upload()
    {
        using HttpResponseMessage upload = await PostAsync("name=again.txt&site=example", ExampleDumps.Yearbook(1));
        Assert.NotNull(await Api.Service<DumpIngest>().IngestAsync("again.txt", Token));
        DumpBlob dump = (await Api.Service<DumpBlobs>().FindAsync("again.txt", Token))!;
        DumpEntry before = (await Api.Service<DumpLedger>().GetAsync(dump.Id, Token))!;

        using HttpResponseMessage response = await Api.Http.PostAsync(new Uri($"/api/dumps/{dump.Id}/ingest", UriKind.Relative), content: null, Token);

        Assert.Equal($"/api/dumps/{dump.Id}", response.Headers.Location?.OriginalString);
        Assert.Equal(dump.Id.ToString(), (await Task.FromResult(response).JsonAsync(HttpStatusCode.Accepted)).Text("dumpId"));
        Assert.Equal(1, (await Api.Service<QueueDepths>().ReadAsync(Token)).Single(queue => queue.Queue == ArchiveNames.IngestsQueue).Messages);

        DumpOutcome? outcome = await Api.Service<DumpIngest>().IngestAsync(new IngestMessage("again.txt") { DumpId = dump.Id.ToString() }, Token);
        Assert.Equal((DumpStatus.Ingested, before.Counts.Articles), (outcome?.Status, outcome?.Counts.Articles));
        Assert.True((await Api.Service<DumpLedger>().GetAsync(dump.Id, Token))!.StartedAt > before.StartedAt);
    }

    [Fact]
    public async Task A_dump_without_its_upload_is_not_ingested_again()
    {
        using HttpResponseMessage upload = await PostAsync("name=replaced.txt&site=example", "before");
        DumpBlob dump = (await Api.Service<DumpBlobs>().FindAsync("replaced.txt", Token))!;
        Assert.NotNull(await Api.Service<DumpIngest>().IngestAsync(dump.Name, Token));
        using var content = new MemoryStream("after"u8.ToArray());
        await Api.Service<DumpBlobs>().UploadAsync(dump.Name, content, new Dictionary<string, string>(), UploadMode.Overwrite, Token);

        await Api.Http.PostAsync(new Uri($"/api/dumps/{dump.Id}/ingest", UriKind.Relative), content: null, Token).ProblemAsync(HttpStatusCode.Gone, "gone");
        await Api.Http.PostAsync(new Uri("/api/dumps/20160311125323-0123456789abcdef/ingest", UriKind.Relative), content: null, Token)
            .ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await Api.Http.PostAsync(new Uri("/api/dumps/nothing/ingest", UriKind.Relative), content: null, Token)
            .ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Repeated_upload_changes_nothing_and_gets_the_same_answer()
    {
        using HttpResponseMessage first = await PostAsync("name=twice.txt", "the same");
        using HttpResponseMessage second = await PostAsync("name=twice.txt", "the same");

        Assert.Equal((HttpStatusCode.Accepted, first.Headers.Location), (second.StatusCode, second.Headers.Location));
        Assert.Equal(await first.Content.ReadAsStringAsync(Token), await second.Content.ReadAsStringAsync(Token));
    }

    [Theory]
    [InlineData("name=taken.txt", "other bytes")]
    [InlineData("name=taken.txt&site=example", "the first")]
    public async Task A_dump_is_never_overwritten(string query, string text)
    {
        using HttpResponseMessage first = await PostAsync("name=taken.txt", "the first");

        JsonElement problem = await PostAsync(query, text).ProblemAsync(HttpStatusCode.Conflict, "dump-exists");

        Assert.Equal(first.Headers.Location!.OriginalString, problem.Text("existing"));
        Assert.Equal("taken.txt", (await GetAsync(problem.Text("existing")!).JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task Body_with_too_large_a_length_is_rejected_unsent()
    {
        using HttpRequestMessage request = AnnouncedContent.Post("/api/dumps?name=huge.txt", Limit + 1);

        JsonElement problem = await Api.Http.SendAsync(request, Token).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");

        Assert.Contains("news upload", problem.Text("detail"), StringComparison.Ordinal);
        Assert.Empty((await GetAsync("/api/dumps?status=Waiting&name=huge.txt").JsonAsync()).Items());
    }

    [Fact]
    public async Task Body_beyond_the_platform_limit_is_rejected_unsent()
    {
        using HttpRequestMessage request = AnnouncedContent.Post("/api/dumps?name=huger.txt", 200 * 1024 * 1024);

        await Api.Http.SendAsync(request, Token).PlatformProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_upload_of_ninety_million_bytes_is_accepted()
    {
        using var body = new StreamContent(new EndlessStream(90_000_000));

        JsonElement accepted = await PostAsync("name=large.bin", body).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(90_000_000, accepted.GetProperty("size").GetInt64());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_beyond_the_limit_is_refused_with_and_without_a_length(bool hasLength)
    {
        const long Bytes = 95_000_000;
        using var body = new StreamContent(new EndlessStream(Bytes));
        body.Headers.ContentLength = hasLength ? Bytes : null;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dumps?name=too-large.bin") { Content = body };
        request.Headers.TransferEncodingChunked = !hasLength;

        await Api.Http.SendAsync(request, Token).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Fact]
    public async Task A_large_upload_of_another_origin_is_refused_without_reading_it()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dumps?name=large-foreign.bin") { Content = new StreamContent(new EndlessStream(40 * 1024 * 1024)) };
        request.Headers.Add("Origin", "https://evil.example");

        await Api.Http.SendAsync(request, Token).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Theory]
    [InlineData("", "name")]
    [InlineData("name=", "name")]
    [InlineData("name=/a.txt", "name")]
    [InlineData("name=a/../b.txt", "name")]
    [InlineData("name=a%5Cb.txt", "name")]
    [InlineData("name=a%0Ab.txt", "name")]
    [InlineData("name=a%EF%BF%BEb.txt", "name")]
    [InlineData("name=caf%E9.txt", "name")]
    [InlineData("name=a.", "name")]
    [InlineData("name=a.txt&site=No", "site")]
    [InlineData("name=a.txt&site=nosuch", "site")]
    [InlineData("name=a.txt&overwrite=true", "overwrite")]
    public async Task Invalid_name_or_parameter_is_rejected(string query, string parameter) => Assert.Contains(
        parameter,
        (await PostAsync(query, "text").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("errors").Names());

    [Fact]
    public async Task An_empty_body_is_refused() => Assert.Equal(
        ["body"],
        (await PostAsync("name=empty.txt", "").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("errors").Names());

    [Fact]
    public async Task Name_in_any_script_is_returned_unchanged()
    {
        const string Name = "خبر/2016 03 ü&+.txt";

        JsonElement accepted = await PostAsync($"name={Uri.EscapeDataString(Name)}", "text").JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(Name, accepted.Text("name"));
        Assert.Equal(Name, (await GetAsync($"/api/dumps/{accepted.Text("dumpId")}").JsonAsync()).Text("name"));
    }

    [Fact]
    public async Task Form_or_encoded_body_is_an_unsupported_media_type()
    {
        using var form = new MultipartFormDataContent { { new StringContent("text"), "file", "a.txt" } };
        using var zipped = new ByteArrayContent([1, 2, 3]) { Headers = { ContentEncoding = { "gzip" } } };

        await PostAsync("name=form.txt", form).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        await PostAsync("name=zipped.txt", zipped).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    public async Task A_page_of_another_origin_may_not_write(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dumps?name=foreign.txt") { Content = new StringContent("text") };
        request.Headers.Add(header, value);

        await Api.Http.SendAsync(request, Token).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");

        Assert.Empty((await GetAsync("/api/dumps?status=Waiting&name=foreign.txt").JsonAsync()).Items());
    }

    [Fact]
    public async Task A_page_of_the_archive_itself_may_write()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dumps?name=own.txt") { Content = new StringContent("text") };
        request.Headers.Add("Origin", Api.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));

        await Api.Http.SendAsync(request, Token).JsonAsync(HttpStatusCode.Accepted);
    }

    private async Task<HttpResponseMessage> PostAsync(string query, string text)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await PostAsync(query, body);
    }

    private Task<HttpResponseMessage> PostAsync(string query, HttpContent body) =>
        Api.Http.PostAsync(new Uri($"/api/dumps?{query}", UriKind.Relative), body, Token);
}
