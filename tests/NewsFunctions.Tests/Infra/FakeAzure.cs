using System.Collections.Concurrent;
using System.Net;
using LocalFunctionsHost.LocalStorage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.Tests.Infra;

/// <summary>Simulates Azure on 127.0.0.1 and gives the scripts an <c>azd</c> that is logged in.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    private const string Token = "a-token";
    private readonly WebApplication _server;
    private readonly FakeAzd _azd = new($$"""echo '{ "token": "{{Token}}", "expiresOn": "2030-01-01T00:00:00Z" }'""");
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    private FakeAzure(WebApplication server) => _server = server;

    /// <summary>The calls in order, as method, path and query.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>The body of the last call that had one.</summary>
    public string LastBody { get; private set; } = "";

    public string Url => _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <param name="answer">Returns status and body for a call (method and path) and the number of earlier identical
    /// calls.</param>
    public static async Task<FakeAzure> StartAsync(Func<string, int, (int Status, string Body)> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        FakeAzure azure = new(builder.Build());
        azure._server.Run(context => azure.AnswerAsync(context, answer));
        await azure._server.StartAsync(TestContext.Current.CancellationToken);
        return azure;
    }

    /// <summary>Runs a script like the azd hooks do, with the outputs of the template but without pauses.</summary>
    public Task<ProgramRun> RunAsync(string script, params string[] arguments) => Script.RunAsync(
        script,
        arguments,
        new()
        {
            ["PATH"] = _azd.SearchPath,
            ["NEWS_MANAGEMENT_URL"] = Url,
            ["NEWS_RUNTIME_BLOB_URL"] = $"{Url}/runtime/",
            ["NEWS_ARCHIVE_BLOB_URL"] = $"{Url}/archive/",
            ["NEWS_RETRY_SECONDS"] = "0",
            ["NEWS_WAIT_SECONDS"] = "30",
        });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _azd.Dispose();
    }

    private async Task AnswerAsync(HttpContext context, Func<string, int, (int Status, string Body)> answer)
    {
        string call = $"{context.Request.Method} {context.Request.Path}";
        Calls.Enqueue(call + context.Request.QueryString);
        using StreamReader reader = new(context.Request.Body);
        if (await reader.ReadToEndAsync(context.RequestAborted) is { Length: > 0 } body)
        {
            LastBody = body;
        }

        int before = _calls.AddOrUpdate(call, 0, (_, times) => times + 1);
        (int status, string text) = context.Request.Headers.Authorization == $"Bearer {Token}" ? answer(call, before) : (401, "no token");
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }
}
