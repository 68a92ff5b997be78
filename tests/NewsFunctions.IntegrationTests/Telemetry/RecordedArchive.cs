using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Telemetry;

/// <summary>Runs every kind of operation on an archive while its telemetry is recorded. Tests only read it.</summary>
public sealed class RecordedArchive(AzuriteFixture azurite)
{
    public const string Dump = "a-dump-with-a-name.txt";
    public const int Failing = 12;
    private const int Stealing = 13;

    private Task? _started;

    internal IReadOnlyList<Activity> Spans { get; private set; } = [];

    internal IReadOnlyList<Measured> Measurements { get; private set; } = [];

    internal IReadOnlyList<LinkCheckMessage> Messages { get; private set; } = [];

    /// <summary>Gets the trace headers that the checked site received.</summary>
    internal ConcurrentQueue<string> TraceHeaders { get; } = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// Starts it once. Tests call it instead of xunit, so that without Azurite they are skipped and do not fail.
    /// </summary>
    public Task StartAsync() => _started ??= StartOnceAsync();

    private async Task StartOnceAsync()
    {
        using var recorder = new TelemetryRecorder();
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site, settings:
        [
            new("Webhook:Url", $"{site.Url}/hook"),
            new("Webhook:Secret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            new("Captures:Enabled", "true"),
        ]);
        Prepare(site, archive);

        // The last item is cut off, which causes a diagnostic.
        string text = DumpText.Of("Fri Mar 11, 2016 16:23:23", "A paragraph of the text.", 11, Failing, Stealing, 14);
        await archive.UploadAsync(Dump, text[..^40]);
        await archive.IngestAsync(Dump);
        await archive.PlanAsync();
        Messages = await archive.ReceiveMessagesAsync();
        foreach (LinkCheckMessage message in Messages)
        {
            await archive.VisitAsync(message);
        }

        await archive.Get<DumpReconciliation>().RunAsync(Token);
        await archive.Get<Measuring>().MeasureAsync(Token);
        var pictures = new ShardMessage(Archive.Site, LinkKind.Image, "2016-03");
        await archive.Get<LinkRescues>().RescueAsync(pictures, Token);
        await archive.Get<LinkCaptures>().CaptureAsync(pictures, Token);
        await archive.Get<WebhookDelivery>().DeliverAsync(new WebhookMessage(Archive.Site, "none", 1), Token);
        Call();
        Spans = [.. recorder.Spans];
        Measurements = [.. recorder.Measurements];
    }

    private void Prepare(TestSite site, Archive archive)
    {
        site.AnswerOtherwise(async context =>
        {
            foreach (string name in (string[])["traceparent", "tracestate", "request-id", "baggage"])
            {
                if (context.Request.Headers.ContainsKey(name))
                {
                    TraceHeaders.Enqueue(name);
                }
            }

            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync($"<title>{context.Request.Path}</title>", Token);
        });
        site.Answer(DumpText.Picture(Failing), context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });

        // Another instance claims the shard while it is visited.
        var shard = new LinkShard(Archive.Site, LinkKind.Image, "2016-03");
        site.Answer(DumpText.Picture(Stealing), async context =>
        {
            ShardStatus status = (await archive.Shards.GetAsync(shard, Token))!;
            await archive.Shards.ClaimAsync([status], archive.Time.GetUtcNow().AddHours(1), Token);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }

    // Traces a call as the app's middleware does.
    private static void Call()
    {
        using Activity? span = ArchiveTracing.StartCall("GetArticles", "GET");
        span?.SetTag("http.response.status_code", StatusCodes.Status200OK);
    }
}
