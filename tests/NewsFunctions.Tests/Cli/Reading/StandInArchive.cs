using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli.Reading;

/// <summary>A local web server that gives the same response to every request of a test, and the command that calls it.</summary>
internal sealed class StandInArchive : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInArchive(WebApplication app) => _app = app;

    public string Address { get; private set; } = "";

    /// <summary>The received requests, as path and query.</summary>
    public List<string> Requests { get; } = [];

    public List<string> Keys { get; } = [];

    public static async Task<StandInArchive> StartAsync(Func<HttpContext, Task> answer, bool https = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        if (https)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
                System.Net.IPAddress.Loopback, 0, listener => listener.UseHttps(SelfSigned.Certificate())));
        }
        else
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        }

        WebApplication app = builder.Build();
        var archive = new StandInArchive(app);
        app.Run(async context =>
        {
            archive.Requests.Add($"{context.Request.Path}{context.Request.QueryString}");
            archive.Keys.Add(context.Request.Headers["x-news-key"].ToString());
            await answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        archive.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return archive;
    }

    public static Func<HttpContext, Task> Answer(int status, string type, string body, params (string Name, string Value)[] headers) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        foreach ((string name, string value) in headers)
        {
            context.Response.Headers[name] = value;
        }

        return context.Response.WriteAsync(body);
    };

    public static Func<HttpContext, Task> Problem(string type, int status, params (string Name, string Value)[] headers) => Answer(
        status,
        "application/problem+json",
        $$"""{"type":"urn:newsfunctions:problem:{{type}}","title":"T","status":{{status}},"detail":"What the archive says.","traceId":"abc123"}""",
        headers);

    public async Task<(int ExitCode, string Output, string Error)> AskAsync(string commandLine)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await NewsCommand.RunAsync([.. commandLine.Split(' '), "--url", Address], output, error, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
