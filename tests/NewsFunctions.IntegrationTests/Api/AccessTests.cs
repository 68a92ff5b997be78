using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.IntegrationTests.Api;

public sealed partial class AccessTests(GuardedArchive api) : ApiTests<GuardedArchive>(api), IClassFixture<GuardedArchive>
{
    private const string KeyHeader = "x-news-key";
    private const string SignInHeader = "x-ms-client-principal";

    /// <summary>
    /// Lists every route that needs no key: the page, the API's description, health, and the exchange of a key for a
    /// cookie.
    /// </summary>
    private static readonly string[] Public =
        ["GetApi", "GetApiDocs", "GetDashboard", "GetHealth", "GetOpenApi", "GetPageFile", "RedirectToDashboard", "StartSession"];

    /// <remarks>Reads the functions from the SDK's build output, so that a new function cannot be missed.</remarks>
    [Fact]
    public async Task Every_route_that_is_not_public_needs_a_key()
    {
        List<string> open = [];
        foreach ((string function, HttpMethod method, string path) in Routes())
        {
            using HttpResponseMessage response = await SendAsync(method, path);
            bool isRefused = response.StatusCode == HttpStatusCode.Unauthorized && function != "StartSession";
            if (isRefused && method == HttpMethod.Head)
            {
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
            }
            else if (isRefused)
            {
                await Task.FromResult(response).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
            }
            else
            {
                open.Add(function);
            }
        }

        Assert.Equal(Public, open.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_read_key_reads_everything_and_writes_nothing()
    {
        foreach ((string function, HttpMethod method, string path) in Routes().Where(route => !Public.Contains(route.Function)))
        {
            using HttpResponseMessage response = await SendAsync(method, path, (KeyHeader, GuardedArchive.ReadKey));
            bool isRefused = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
            Assert.True(isRefused == (method != HttpMethod.Get && method != HttpMethod.Head), $"{method} {path} ({function}): {response.StatusCode}");
        }
    }

    [Fact]
    public async Task Feed_key_in_the_address_opens_the_feed_and_nothing_else()
    {
        using HttpResponseMessage feed = await GetAsync($"/api/feeds/events.xml?site=example&key={Uri.EscapeDataString(GuardedArchive.FeedKey)}");
        string text = await feed.Content.ReadAsStringAsync(Token);

        Assert.Equal(HttpStatusCode.OK, feed.StatusCode);
        Assert.DoesNotContain("feed me", Uri.UnescapeDataString(text), StringComparison.Ordinal);
        await GetAsync($"/api/articles?key={Uri.EscapeDataString(GuardedArchive.ReadKey)}").ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await SendAsync(HttpMethod.Get, "/api/events", (KeyHeader, GuardedArchive.FeedKey)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task An_unknown_path_is_not_found_without_any_key() =>
        await GetAsync("/api/nothing").PlatformProblemAsync(HttpStatusCode.NotFound);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("open barley")]
    public async Task Writing_without_the_key_is_unauthorized(string? key)
    {
        using HttpResponseMessage response = await PostAsync(key is null ? [] : [(KeyHeader, key)]);

        Assert.Contains(KeyHeader, response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await Task.FromResult(response).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Writing_with_the_key_is_accepted_from_any_page()
    {
        JsonElement dump = await PostAsync((KeyHeader, GuardedArchive.WriteKey), ("Origin", "https://elsewhere.example"))
            .JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("Waiting", dump.Text("status"));
    }

    [Fact]
    public async Task Writing_needs_the_role_when_someone_is_signed_in()
    {
        await PostAsync((SignInHeader, Principal("Archive.Read"))).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await PostAsync((SignInHeader, "not base64")).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await PostAsync((SignInHeader, Principal("Archive.Write")), ("Origin", "https://evil.example"))
            .ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await PostAsync((SignInHeader, Principal("Archive.Write"))).JsonAsync(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task Session_cookie_gives_the_scope_of_its_key()
    {
        (string setCookie, JsonElement session) = await StartAsync(GuardedArchive.ReadKey);
        string cookie = setCookie.Split(';')[0];

        DocumentedShape.Fits("POST /api/session", session);
        Assert.Equal(("press", "read"), (session.Text("key"), session.Text("scope")));
        Assert.InRange(session.GetProperty("expiresAt").GetDateTimeOffset() - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(11.9), TimeSpan.FromHours(12));
        Assert.Equal(
            ["httponly", "max-age=43200", "path=/", "samesite=strict"],
            setCookie.Split("; ").Skip(1).Where(part => !part.StartsWith("expires", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        await SendAsync(HttpMethod.Get, "/api/articles", ("Cookie", cookie)).JsonAsync();
        await PostAsync(("Cookie", cookie)).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await SendAsync(HttpMethod.Get, "/api/articles", ("Cookie", cookie[..^1] + (cookie[^1] == '0' ? '1' : '0')))
            .ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
    }

    [Fact]
    public async Task Session_may_write_from_our_own_page_only()
    {
        string cookie = (await StartAsync(GuardedArchive.WriteKey)).SetCookie.Split(';')[0];

        await PostAsync(("Cookie", cookie), ("Origin", "https://evil.example")).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await PostAsync(("Cookie", cookie)).JsonAsync(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("""{"key":"open barley"}""", HttpStatusCode.Unauthorized, "unauthorized")]
    [InlineData("""{"key":"feed me"}""", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("""{"key":""}""", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("""{"code":"open sesame"}""", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("open sesame", HttpStatusCode.BadRequest, "invalid-request")]
    [InlineData("null", HttpStatusCode.BadRequest, "invalid-request")]
    public async Task Session_without_a_valid_key_does_not_start(string body, HttpStatusCode status, string type) =>
        await Api.Http.PostAsync(new Uri("/api/session", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"), Token)
            .ProblemAsync(status, type);

    [Fact]
    public async Task All_instances_share_one_signing_key()
    {
        var store = Api.Service<SessionKeyStore>();

        byte[][] keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.ReadOrCreateAsync(Token)));

        Assert.Equal(32, keys[0].Length);
        Assert.All(keys, key => Assert.Equal(keys[0], key));
        Assert.Equal(keys[0], await store.ReadAsync(Token));
    }

    private static IEnumerable<(string Function, HttpMethod Method, string Path)> Routes() =>
        from function in JsonNode.Parse(File.ReadAllText(Path.Combine(FunctionApp.Folder, "functions.metadata")))!.AsArray()
        from binding in function["bindings"]!.AsArray()
        where (string?)binding!["type"] == "httpTrigger"
        from method in binding["methods"]!.AsArray()
        select ((string)function["name"]!, HttpMethod.Parse((string)method!), "/" + Parameter().Replace((string)binding["route"]!, match => match.Value.Contains('?', StringComparison.Ordinal) ? "" : "x1"));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private async Task<(string SetCookie, JsonElement Body)> StartAsync(string key)
    {
        using HttpResponseMessage response = await Api.Http.PostAsJsonAsync(new Uri("/api/session", UriKind.Relative), new { key }, Token);
        string setCookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        return (setCookie, await Task.FromResult(response).JsonAsync());
    }

    private Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, "/api/dumps?name=a.txt", headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = method == HttpMethod.Post ? new StringContent("text") : null };
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Api.Http.SendAsync(request, Token);
    }

    private static string Principal(string role) => Convert.ToBase64String(
        Encoding.UTF8.GetBytes($$"""{"role_typ":"roles","claims":[{"typ":"roles","val":"{{role}}"}]}"""));
}
