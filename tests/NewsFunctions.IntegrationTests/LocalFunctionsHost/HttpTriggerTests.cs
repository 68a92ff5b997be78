using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

public sealed class HttpTriggerTests(HttpHost shared) : IClassFixture<HttpHost>
{
    private sealed record Greeting(string Name, int Count);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Route_values_bodies_and_results_are_bound()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        Assert.Equal("GET ann 3", (string?)(await http.GetFromJsonAsync<JsonObject>("greet/ann/3", Token))!["text"]);
        HttpResponseMessage echo = await http.PostAsJsonAsync("echo", new { name = "bob", count = 1 }, Token);
        Assert.Equal(new Greeting("bob", 2), await echo.Content.ReadFromJsonAsync<Greeting>(Token));
    }

    [Theory]
    [InlineData("GET", "greet/ann/many", 404)]
    [InlineData("GET", "nothing", 404)]
    [InlineData("DELETE", "echo", 405)]
    public async Task Calls_without_a_function_are_answered_with_problem_details(string method, string path, int status)
    {
        HttpClient http = (await shared.GetAsync()).Http;
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using HttpResponseMessage answer = await http.SendAsync(request, Token);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(status == 405 ? ["POST"] : [], answer.Content.Headers.Allow);
        Assert.Equal(status, (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["status"]!);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task An_empty_answer_of_a_function_stays_empty(int status)
    {
        using HttpResponseMessage answer = await (await shared.GetAsync()).Http.GetAsync($"empty/{status}", Token);
        Assert.Equal((status, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token)));
    }

    [Fact]
    public async Task A_function_that_fails_is_answered_with_500()
    {
        using HttpResponseMessage answer = await (await shared.GetAsync()).Http.GetAsync("fail", Token);
        Assert.Equal(
            (HttpStatusCode.InternalServerError, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task Only_host_names_of_this_machine_are_served()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        using var request = new HttpRequestMessage(HttpMethod.Get, "greet/ann/3") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await http.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public async Task Function_sees_the_caller_and_no_header_reserved_for_the_host()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        using var request = new HttpRequestMessage(HttpMethod.Get, "caller")
        {
            Headers = { { "x-ms-invocation-id", "forged" }, { "X-Forwarded-For", "203.0.113.1" }, { "X-Forwarded-Host", "evil.example" }, { "X-Forwarded-Proto", "https" } },
        };
        using HttpResponseMessage answer = await http.SendAsync(request, Token);
        JsonNode seen = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
        Assert.Equal((http.BaseAddress!.Authority, "http", "127.0.0.1"), ((string?)seen["host"], (string?)seen["scheme"], (string?)seen["address"]));
        Assert.True(Guid.TryParse((string?)seen["invocation"], out _));
    }

    [Fact]
    public async Task Keys_are_required_when_they_are_enabled()
    {
        await using var recorder = new Recorder();
        await using TestHost host = await TestHost.StartAsync(
            HttpHost.NoStorage, recorder, [.. Samples.Http.Except(["Greet"])], time: null,
            ("LocalHost:RequireKeys", "true"), ("LocalHost:Keys:Master", "m"), ("LocalHost:Keys:Functions:Echo", "f"));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("caller", Token)).StatusCode);
        HttpResponseMessage refused = await host.Http.PostAsJsonAsync("echo", new { }, Token);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsJsonAsync("echo?code=f", new { name = "a", count = 1 }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync("admin/functions", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("admin/functions?code=m", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("admin/host/ping", Token)).StatusCode);

        // A disabled function is reached only with the master key.
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("greet/ann/3", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("greet/ann/3?code=m", Token)).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_function()
    {
        TestHost host = await shared.GetAsync();
        var cancelled = new TaskCompletionSource();
        host.Recorder.Act = async (_, token) =>
        {
            await using CancellationTokenRegistration registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        using var gone = new CancellationTokenSource();
        Task<HttpResponseMessage> call = host.Http.GetAsync("wait", gone.Token);
        await Eventually.HoldsAsync("it runs", () => host.Recorder.Calls.Contains("wait"));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(Eventually.DefaultBound, Token);
        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Admin_lists_functions_and_refuses_calls_of_other_sites()
    {
        TestHost host = await shared.GetAsync();
        JsonArray functions = (await host.Http.GetFromJsonAsync<JsonArray>("admin/functions", Token))!;
        Assert.Equal(Samples.All.Order(StringComparer.Ordinal), functions.Select(f => (string)f!["name"]!));
        Assert.Equal("Running", (string?)(await host.Http.GetFromJsonAsync<JsonObject>("admin/host/status", Token))!["state"]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("admin/functions/none/status", Token)).StatusCode);
        using var plain = new StringContent("{}", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.PostAsync("admin/functions/Echo", plain, Token)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "admin/functions/Echo") { Content = JsonContent.Create(new { }), Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.SendAsync(foreign, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.PostAsJsonAsync("admin/functions/Echo", new { input = "" }, Token)).StatusCode);
    }

    [Fact]
    public async Task Two_hundred_calls_at_once_are_all_answered()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        string[] answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => http.GetStringAsync($"greet/ann/{number}", Token)));
        Assert.Equal(Enumerable.Range(0, 200).Select(number => $$"""{"text":"GET ann {{number}}"}"""), answers);
    }

    [Fact]
    public async Task A_large_body_streams_to_the_function()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        using var body = new StreamContent(new EndlessStream(90_000_000));
        using HttpResponseMessage answer = await http.PostAsync("count", body, Token);
        Assert.Equal("90000000", await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_response_may_stream_for_a_minute()
    {
        using HttpResponseMessage answer = await (await shared.GetAsync()).Http.GetAsync("stream/60", HttpCompletionOption.ResponseHeadersRead, Token);
        string lines = await answer.Content.ReadAsStringAsync(Token);
        Assert.Equal(600, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task A_response_arrives_while_the_function_still_writes_it()
    {
        HttpClient http = (await shared.GetAsync()).Http;
        long started = Stopwatch.GetTimestamp();
        using HttpResponseMessage answer = await http.GetAsync("stream/3", HttpCompletionOption.ResponseHeadersRead, Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Token));
        Assert.Equal("line", await reader.ReadLineAsync(Token));
        TimeSpan first = Stopwatch.GetElapsedTime(started);
        Assert.Equal(29, (await reader.ReadToEndAsync(Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        TimeSpan whole = Stopwatch.GetElapsedTime(started);
        Assert.True(first < whole / 2, $"The first line came after {first} of {whole}.");
    }
}
