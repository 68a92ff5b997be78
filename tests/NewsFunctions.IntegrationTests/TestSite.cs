using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace NewsFunctions.IntegrationTests;

/// <summary>
/// Serves a news site on a free port of 127.0.0.1. The test decides every answer. Other paths return distinct live
/// content, except the made-up paths that checks request to learn the not-found answer: those return 404.
/// </summary>
public sealed partial class TestSite : IAsyncDisposable
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, (byte)'J', (byte)'F', (byte)'I', (byte)'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, RequestDelegate> _answers = new(StringComparer.Ordinal);
    private RequestDelegate _otherwise = AliveAsync;
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

    /// <summary>Gets the number of requests answered so far.</summary>
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

    /// <summary>Answers every path that has no answer of its own.</summary>
    public void AnswerOtherwise(RequestDelegate answer) => _otherwise = answer;

    public void AnswerAlive(string path) => _answers.TryRemove(path, out _);

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        await _answers.GetValueOrDefault(context.Request.Path.Value!, _otherwise)(context);
    }

    /// <summary>Answers with live content, as a healthy site does.</summary>
    public static async Task AliveAsync(HttpContext context)
    {
        if (MadeUp().IsMatch(context.Request.Path.Value!))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (context.Request.Path.StartsWithSegments("/news", StringComparison.Ordinal))
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync($"<!doctype html><p>Article {context.Request.Path} is still here.");
            return;
        }

        context.Response.ContentType = "image/jpeg";
        byte[] name = SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Path.Value!));
        await context.Response.Body.WriteAsync((byte[])[.. Jpeg, 0xFF, 0xFE, 0, (byte)(2 + name.Length), .. name, 0xFF, 0xD9]);
    }

    [GeneratedRegex(@"/(9\d{8}|[a-z2-9]{24})(\.\w+)?$")]
    private static partial Regex MadeUp();
}
