using Azure.Storage.Blobs;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace NewsFunctions.IntegrationTests.EmbeddedFunctions;

public sealed class BlobSample(Recorder recorder)
{
    [Function("ReadBlob")]
    public async Task Run([BlobTrigger("inbox/{name}.txt", Connection = "ArchiveStorage", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string name, FunctionContext context)
    {
        var content = await blob.DownloadContentAsync(context.CancellationToken);
        await recorder.RunAsync($"{name}: {content.Value.Content}", context.CancellationToken);
    }
}

public sealed class QueueSample(Recorder recorder)
{
    [Function("ReadMessage")]
    public Task Run([QueueTrigger("orders", Connection = "ArchiveStorage")] QueueMessage message, CancellationToken cancellationToken) =>
        recorder.RunAsync($"{message.Body} #{message.DequeueCount}", cancellationToken);

    [Function("Forward")]
    [QueueOutput("orders", Connection = "ArchiveStorage")]
    public static string[] Forward([QueueTrigger("incoming", Connection = "ArchiveStorage")] string message) => [$"{message}-1", $"{message}-2"];
}

public sealed class TimerSample(Recorder recorder)
{
    [Function("Tick")]
    public Task Run([TimerTrigger("0 0 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        recorder.RunAsync(timer.IsPastDue ? "late" : "on time", cancellationToken);
}

public sealed record Greeting(string Name, int Count);

public sealed class HttpSample(Recorder recorder)
{
    [Function("Greet")]
    public static IResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet/{name}/{count:int}")] HttpRequest request, string name, int count) =>
        Results.Ok(new { text = $"{request.Method} {name} {count}" });

    [Function("Echo")]
    public static IActionResult Echo([HttpTrigger(AuthorizationLevel.Function, "post", Route = "echo")] HttpRequest request, [FromBody] Greeting greeting) =>
        new OkObjectResult(greeting with { Count = greeting.Count + 1 });

    [Function("Number")]
    public static async Task<Greeting> Number([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "number/{id}")] HttpRequest request, long id, FunctionContext context)
    {
        await Task.Yield();
        return new Greeting(context.GetHttpContext()!.Request.Path, (int)id);
    }

    [Function("Wait")]
    public async Task<IResult> Wait([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "wait")] HttpRequest request, CancellationToken cancellationToken)
    {
        await recorder.RunAsync("wait", cancellationToken);
        return Results.Ok();
    }
}
