using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests;

/// <summary>A news site on a free port of 127.0.0.1 whose every answer the test decides. A path without an answer is alive.</summary>
public sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private int _requests;

    private TestSite()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public int Port => new Uri(_server.Urls.Single()).Port;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>Requests answered so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public static async Task<TestSite> StartAsync()
    {
        var site = new TestSite();
        await site._server.StartAsync();
        return site;
    }

    public void Answer(string path, HttpStatusCode status) => Answer(path, context =>
    {
        context.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    });

    public void Answer(string path, RequestDelegate answer) => _answers[path] = answer;

    public void AnswerAlive(string path) => _answers.TryRemove(path, out _);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        await _answers.GetValueOrDefault(context.Request.Path.Value!, AliveAsync)(context);
    }

    private static async Task AliveAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/news", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(
                $"<!doctype html><title>An article</title><link rel=\"canonical\" href=\"{context.Request.Path}\"><p>It is still here.");
            return;
        }

        context.Response.ContentType = "image/jpeg";
        await context.Response.Body.WriteAsync(Jpeg(context.Request.Path.Value!));
    }

    /// <summary>Another picture for every path, as on a real site: it carries the path as its comment.</summary>
    private static byte[] Jpeg(string path)
    {
        byte[] comment = Encoding.UTF8.GetBytes(path);
        return [0xFF, 0xD8, 0xFF, 0xFE, (byte)((comment.Length + 2) >> 8), (byte)(comment.Length + 2), .. comment, 0xFF, 0xD9];
    }
}
