using System.Globalization;
using Azure.Storage.Blobs;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace TestFunctions;

public sealed class BlobSample(TestCalls test)
{
    [Function("ReadBlob")]
    public async Task Run([BlobTrigger("inbox/{name}.txt", Connection = "ArchiveStorage", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name, CancellationToken cancellationToken)
    {
        var content = await blob.DownloadContentAsync(cancellationToken);
        await test.RunAsync($"{name}: {content.Value.Content}", cancellationToken);
    }
}

public sealed class QueueSample(TestCalls test)
{
    [Function("ReadMessage")]
    public Task Run([QueueTrigger("orders", Connection = "ArchiveStorage")] QueueMessage message, CancellationToken cancellationToken) =>
        test.RunAsync($"{message.Body} #{message.DequeueCount}", cancellationToken);

    [Function("ReadMetadata")]
    public Task RunWithMetadata([QueueTrigger("letters", Connection = "ArchiveStorage")] string message, string id, int dequeueCount, DateTimeOffset insertionTime, CancellationToken cancellationToken) =>
        test.RunAsync($"{message} {id} {dequeueCount} {insertionTime.ToString("u", CultureInfo.InvariantCulture)}", cancellationToken);

    [Function("Forward")]
    [QueueOutput("orders", Connection = "ArchiveStorage")]
    public static string[] Forward([QueueTrigger("incoming", Connection = "ArchiveStorage")] string message) => [$"{message}-1", $"{message}-2"];
}

public sealed class TimerSample(TestCalls test)
{
    [Function("Tick")]
    public Task Run([TimerTrigger("%TickSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        test.RunAsync(timer.IsPastDue ? "late" : "on time", cancellationToken);
}

public sealed record Greeting(string Name, int Count);

public sealed partial class HttpSample(TestCalls test, ILogger<HttpSample> logger)
{
    [Function("Greet")]
    public static IResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{name}/{count:int}")] HttpRequest request, string name, int count) =>
        Results.Ok(new { text = $"{request.Method} {name} {count}" });

    [Function("Echo")]
    public static IActionResult Echo([HttpTrigger(AuthorizationLevel.Function, "post", Route = "echo")] HttpRequest request, [FromBody] Greeting greeting) =>
        new OkObjectResult(greeting with { Count = greeting.Count + 1 });

    [Function("Caller")]
    public static IResult Caller([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "caller")] HttpRequest request) => Results.Ok(new
    {
        host = request.Host.Value,
        scheme = request.Scheme,
        address = request.HttpContext.Connection.RemoteIpAddress?.ToString(),
        forwarded = request.Headers["X-Forwarded-For"].ToString(),
        invocation = request.Headers["x-ms-invocation-id"].ToString(),
    });

    [Function("Wait")]
    public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, CancellationToken cancellationToken)
    {
        await test.RunAsync("wait", cancellationToken);
        return Results.Ok();
    }

    [Function("Fail")]
    public IResult Fail([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail")] HttpRequest request)
    {
        LogFailing(logger, request.Path);
        throw new InvalidOperationException("This function fails.");
    }

    [Function("Empty")]
    public static IResult Empty([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "empty/{status:int}")] HttpRequest request, int status) => Results.StatusCode(status);

    [Function("Count")]
    public static async Task<IResult> Count([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "count")] HttpRequest request, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        long bytes = 0;
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            bytes += read;
        }

        return Results.Text(bytes.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Sends ten lines a second for the requested number of seconds.</summary>
    [Function("Stream")]
    public static IResult Stream([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "stream/{seconds:int}")] HttpRequest request, int seconds) =>
        Results.Stream(async body =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            for (int line = 0; line < 10 * seconds; line++)
            {
                await body.WriteAsync("line\n"u8.ToArray());
                await body.FlushAsync();
                await timer.WaitForNextTickAsync();
            }
        });

    [LoggerMessage(EventId = 4711, Level = LogLevel.Warning, Message = "Failing at {Path}")]
    private static partial void LogFailing(ILogger logger, string path);
}
