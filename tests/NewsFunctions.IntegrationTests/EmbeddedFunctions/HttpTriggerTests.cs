using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace NewsFunctions.IntegrationTests.EmbeddedFunctions;

public sealed class HttpTriggerTests
{
    // No trigger of these functions needs storage; a connection string is never opened.
    private const string NoStorage = "DefaultEndpointsProtocol=http;AccountName=none;AccountKey=bm9uZQ==;BlobEndpoint=http://127.0.0.1:1/none";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Route_values_bodies_and_results_are_bound()
    {
        await using var host = await StartAsync();
        Assert.Equal("GET ann 3", (string?)(await host.Http.GetFromJsonAsync<JsonObject>("greet/ann/3", Token))!["text"]);
        var echo = await host.Http.PostAsJsonAsync("echo", new { name = "bob", count = 1 }, Token);
        Assert.Equal(new Greeting("bob", 2), await echo.Content.ReadFromJsonAsync<Greeting>(Token));
        Assert.Equal(new Greeting("/number/7", 7), await host.Http.GetFromJsonAsync<Greeting>("number/7", Token));
    }

    [Fact]
    public async Task What_cannot_be_bound_is_a_bad_request_with_problem_details()
    {
        await using var host = await StartAsync();
        using var body = new StringContent("{", Encoding.UTF8, "application/json");
        var broken = await host.Http.PostAsync("echo", body, Token);
        var noNumber = await host.Http.GetAsync("number/x", Token);
        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], [broken.StatusCode, noNumber.StatusCode]);
        Assert.Equal("application/problem+json", noNumber.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await host.Http.DeleteAsync("echo", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("greet/ann/many", Token)).StatusCode);
    }

    [Fact]
    public async Task Only_the_names_of_this_machine_are_served()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "number/7") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await host.Http.SendAsync(request, Token)).StatusCode);
    }

    [Fact]
    public async Task Keys_are_asked_for_where_they_are_switched_on()
    {
        await using var host = await StartAsync(("Embedded:RequireKeys", "true"), ("Embedded:Keys:Master", "m"), ("Embedded:Keys:Functions:Echo", "f"));
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("number/7", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.PostAsJsonAsync("echo", new { }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.PostAsJsonAsync("echo?code=f", new { }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Http.GetAsync("admin/functions", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("admin/functions?code=m", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("admin/host/ping", Token)).StatusCode);
    }

    [Fact]
    public async Task A_disabled_function_is_not_there()
    {
        await using var host = await StartAsync(("AzureWebJobs.Number.Disabled", "true"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("number/7", Token)).StatusCode);
    }

    [Fact]
    public async Task A_caller_that_goes_away_cancels_the_function()
    {
        var cancelled = new TaskCompletionSource();
        await using var host = await StartAsync();
        host.Recorder.Act = async (call, token) =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        };
        using var gone = new CancellationTokenSource();
        var call = host.Http.GetAsync("wait", gone.Token);
        await Eventually.HoldsAsync("it runs", () => host.Recorder.Calls.Count == 1);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.Task.WaitAsync(Eventually.DefaultBound, Token);
        Assert.True(cancelled.Task.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Admin_lists_functions_and_refuses_calls_of_other_sites()
    {
        await using var host = await StartAsync();
        var functions = (await host.Http.GetFromJsonAsync<JsonArray>("admin/functions", Token))!;
        Assert.Equal(["Echo", "Greet", "Number", "Wait"], functions.Select(f => (string)f!["name"]!));
        Assert.Equal("Running", (string?)(await host.Http.GetFromJsonAsync<JsonObject>("admin/host/status", Token))!["state"]);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("admin/functions/none/status", Token)).StatusCode);
        using var plain = new StringContent("{}", Encoding.UTF8, "text/plain");
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.PostAsync("admin/functions/Echo", plain, Token)).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "admin/functions/Echo") { Content = JsonContent.Create(new { }), Headers = { { "Origin", "https://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Http.SendAsync(foreign, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Http.PostAsJsonAsync("admin/functions/Echo", new { input = "" }, Token)).StatusCode);
    }

    private static Task<TestHost> StartAsync(params (string, string)[] settings) =>
        TestHost.StartAsync(NoStorage, new Recorder(), typeof(HttpSample), null, settings);
}
