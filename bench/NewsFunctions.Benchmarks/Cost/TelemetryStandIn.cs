using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NewsFunctions.Benchmarks.Load;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>Receives telemetry like Azure Monitor and like an OTLP collector, and serves the images that the links
/// point to.</summary>
internal sealed class TelemetryStandIn : IAsyncDisposable
{
    private readonly WebApplication _server;
    private long _otlpBytes;

    private TelemetryStandIn()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port: 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>The received Azure Monitor envelopes, each with its length as JSON.</summary>
    public ConcurrentQueue<Envelope> Envelopes { get; } = new();

    public long OtlpBytes => Interlocked.Read(ref _otlpBytes);

    public Uri Address => new(_server.Urls.Single());

    public static async Task<TelemetryStandIn> StartAsync()
    {
        var standIn = new TelemetryStandIn();
        await standIn._server.StartAsync();
        return standIn;
    }

    /// <summary>Discards everything received so far.</summary>
    public void Reset()
    {
        Envelopes.Clear();
        Interlocked.Exchange(ref _otlpBytes, 0);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/v2.1/track" => TrackAsync(context),
        { } path when path.StartsWith("/v1/", StringComparison.Ordinal) => CollectAsync(context),
        { } path when path.StartsWith("/media/", StringComparison.Ordinal) => ImageAsync(context, path),
        _ => Status(context, StatusCodes.Status404NotFound),
    };

    private async Task TrackAsync(HttpContext context)
    {
        bool isPacked = context.Request.Headers.ContentEncoding == "gzip";
        await using Stream body = isPacked ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        int taken = 0;
        while (await reader.ReadLineAsync(context.RequestAborted) is { } line)
        {
            if (line.Length > 0)
            {
                using var json = JsonDocument.Parse(line);
                Envelopes.Enqueue(new Envelope(Encoding.UTF8.GetByteCount(line), json.RootElement.Clone()));
                taken++;
            }
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync($$"""{"itemsReceived":{{taken}},"itemsAccepted":{{taken}},"errors":[]}""", context.RequestAborted);
    }

    private async Task CollectAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Interlocked.Add(ref _otlpBytes, body.Length);
        context.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>Serves an image for each number; one in twenty is missing.</summary>
    private static Task ImageAsync(HttpContext context, string path)
    {
        string digits = string.Concat(path[(path.LastIndexOf('/') + 1)..].Where(char.IsAsciiDigit));
        if (!int.TryParse(digits, out int number) || number % 20 == 0)
        {
            return Status(context, StatusCodes.Status404NotFound);
        }

        byte[] image = new byte[SiteImage.Length];
        SiteImage.Write(number, image);
        context.Response.ContentType = "image/jpeg";
        context.Response.ContentLength = image.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(image, context.RequestAborted).AsTask();
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}

/// <summary>One telemetry record in the format of Azure Monitor.</summary>
internal sealed record Envelope(int Bytes, JsonElement Json)
{
    public string Type => Json.GetProperty("data").GetProperty("baseType").GetString()!;

    public JsonElement Data => Json.GetProperty("data").GetProperty("baseData");

    public DateTimeOffset Time => Json.GetProperty("time").GetDateTimeOffset();
}
