using System.Net;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

/// <summary>Tests that every error is a problem document, even where no function runs.</summary>
[Collection<SharedReadableArchive>]
public sealed class ProblemTests(ReadableArchive api) : ApiTests<ReadableArchive>(api)
{
    [Theory]
    [InlineData("/api/articles?limit=0", "limit")]
    [InlineData("/api/articles?limit=1001", "limit")]
    [InlineData("/api/articles?limit=ten", "limit")]
    [InlineData("/api/articles?limit=1&limit=2", "limit")]
    [InlineData("/api/articles?continuation=", "continuation")]
    [InlineData("/api/articles?from=yesterday", "from")]
    [InlineData("/api/articles?to=2021-02-30", "to")]
    [InlineData("/api/articles?from=2021-01-02&to=2021-01-02", "to")]
    [InlineData("/api/articles?site=Not%20legal", "site")]
    [InlineData("/api/articles?q=-%22-", "q")]
    [InlineData("/api/articles?site=nosuch", "site")]
    [InlineData("/api/links?site=nosuch", "site")]
    [InlineData("/api/events?site=nosuch", "site")]
    [InlineData("/api/feeds/events.xml?site=nosuch", "site")]
    [InlineData("/api/stats?site=nosuch", "site")]
    [InlineData("/api/summary?site=nosuch", "site")]
    [InlineData("/api/survival?site=nosuch", "site")]
    [InlineData("/api/export/fixes.csv?site=nosuch", "site")]
    [InlineData("/api/articles/EXAMPLE/1", "site")]
    [InlineData("/api/articles/example/1?site=example", "site")]
    [InlineData("/api/articles/example/a%7Cb", "id")]
    [InlineData("/api/links?kind=picture", "kind")]
    [InlineData("/api/links?state=1", "state")]
    [InlineData("/api/links?host=https://media.example/", "host")]
    [InlineData("/api/links/example/x1", "linkId")]
    [InlineData("/api/links/example/x1/checks", "linkId")]
    [InlineData("/api/links/example/p1/checks?state=Dead", "state")]
    [InlineData("/api/dumps?status=Lost", "status")]
    [InlineData("/api/dumps?name=", "name")]
    [InlineData("/api/dumps/1", "dumpId")]
    [InlineData("/api/stats?kind=image", "kind")]
    [InlineData("/api/health?deep=true", "deep")]
    public async Task Invalid_parameter_is_rejected_and_named(string path, string parameter)
    {
        JsonElement problem = await GetAsync(path).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Contains(parameter, problem.GetProperty("errors").Names());
    }

    [Fact]
    public async Task Unknown_site_is_rejected_with_the_known_sites()
    {
        JsonElement problem = await GetAsync("/api/articles?site=nosuch").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Contains($"There is no site 'nosuch'. The sites are alalam, {ApiHost.Site}", problem.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_errors_of_a_request_are_reported_together()
    {
        JsonElement problem = await GetAsync("/api/links?limit=0&kind=x&q=y").ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");

        Assert.Equal(["kind", "limit", "q"], problem.GetProperty("errors").Names().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData($"/api/articles/{ApiHost.Site}/1")]
    [InlineData("/api/articles/elsewhere/900417")]
    [InlineData($"/api/links/{ApiHost.Site}/p1")]
    [InlineData($"/api/links/{ApiHost.Site}/p1/checks")]
    [InlineData("/api/dumps/20160311125323-0123456789abcdef")]
    public async Task Missing_resource_is_a_problem_document(string path) =>
        await GetAsync(path).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData($"/api/articles/{ApiHost.Site}/900417/nothing")]
    public async Task A_path_without_a_function_is_a_problem_document_of_the_platform(string path) =>
        await GetAsync(path).PlatformProblemAsync(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("DELETE", "/api/articles", "GET")]
    [InlineData("POST", "/api/articles/example/900417", "DELETE,GET,HEAD")]
    [InlineData("GET", "/api/link-checks", "POST")]
    [InlineData("PUT", "/api/health", "GET")]
    public async Task Wrong_method_is_rejected_with_the_allowed_one(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage response = await Api.Http.SendAsync(request, Token);

        Assert.Equal(allowed.Split(','), response.Content.Headers.Allow.Order(StringComparer.Ordinal));
        await Task.FromResult(response).PlatformProblemAsync(HttpStatusCode.MethodNotAllowed);
    }

    [Theory]
    [InlineData("/api/dumps?name='%20or%20Status%20eq%20'Ingested")]
    [InlineData("/api/dumps?name=%00")]
    [InlineData("/api/dumps?name=*")]
    [InlineData("/api/dumps?name=%ED%A0%80*")]
    [InlineData("/api/dumps?status=Waiting&name=%ff")]
    [InlineData("/api/articles?from=0001-01-01T00:00:00%2B14:00")]
    [InlineData("/api/articles?from=0001-01-01&to=9999-12-31T23:59:59.9999999Z")]
    [InlineData("/api/articles?to=9999-12-31T23:59:59-14:00")]
    [InlineData("/api/articles/example/%2e%2e%2f%2e%2e")]
    [InlineData("/api/links?host=%00")]
    [InlineData("/api/articles?%FF=%FF")]
    public async Task Hostile_input_never_causes_an_internal_error(string path)
    {
        using HttpResponseMessage response = await GetAsync(path);

        Assert.True((int)response.StatusCode is 200 or 400 or 404, await response.Content.ReadAsStringAsync(Token));
    }
}
