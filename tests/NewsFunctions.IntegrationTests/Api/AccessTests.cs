using System.Net;
using System.Text;
using System.Text.Json;

namespace NewsFunctions.IntegrationTests.Api;

public sealed class AccessTests(GuardedArchive api) : ApiTests<GuardedArchive>(api), IClassFixture<GuardedArchive>
{
    private const string KeyHeader = "x-news-write-key";
    private const string SignInHeader = "x-ms-client-principal";

    [Theory]
    [InlineData("/api/articles")]
    [InlineData("/api/articles?code=writer")]
    [InlineData("/api/stats")]
    public async Task Reading_without_a_function_key_is_refused_by_a_problem_document(string path)
    {
        using HttpResponseMessage response = await GetAsync(path);

        Assert.Contains("x-functions-key", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        await Task.FromResult(response).ProblemAsync(HttpStatusCode.Unauthorized, "function-key-missing");
    }

    [Fact]
    public async Task Reading_needs_no_more_than_a_function_key() =>
        Assert.Empty((await GetAsync($"/api/articles?code={GuardedArchive.FunctionKey}").JsonAsync()).Items());

    [Fact]
    public async Task Health_is_open_to_everyone() => Assert.Equal("ok", (await GetAsync("/api/health").JsonAsync()).Text("status"));

    [Fact]
    public async Task An_unknown_path_is_not_found_without_any_key() =>
        await GetAsync("/api/nothing").ProblemAsync(HttpStatusCode.NotFound, "not-found");

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
    public async Task Writing_needs_the_role_where_someone_is_signed_in()
    {
        await PostAsync((SignInHeader, Principal("Archive.Read"))).ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await PostAsync((SignInHeader, "not base64")).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        await PostAsync((SignInHeader, Principal("Archive.Write")), ("Origin", "https://evil.example"))
            .ProblemAsync(HttpStatusCode.Forbidden, "forbidden");
        await PostAsync((SignInHeader, Principal("Archive.Write"))).JsonAsync(HttpStatusCode.Accepted);
    }

    private async Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dumps?name=a.txt") { Content = new StringContent("text") };
        request.Headers.Add("x-functions-key", GuardedArchive.FunctionKey);
        foreach ((string name, string value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await Api.Http.SendAsync(request, Token);
    }

    private static string Principal(string role) => Convert.ToBase64String(
        Encoding.UTF8.GetBytes($$"""{"role_typ":"roles","claims":[{"typ":"roles","val":"{{role}}"}]}"""));
}
