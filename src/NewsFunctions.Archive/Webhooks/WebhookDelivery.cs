using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Events;
using NewsFunctions.Links.Http;
using NewsFunctions.Storage.Events;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>Posts events to the configured receiver.</summary>
/// <remarks>A failed attempt queues its message again with a delay. So no function waits, nothing depends on one process, and the queue's own
/// few attempts are left for storage failures.</remarks>
public sealed partial class WebhookDelivery(
    EventStore events,
    WebhookQueue queue,
    HttpClient http,
    IOptions<WebhookOptions> options,
    IOptions<FetchOptions> fetchOptions,
    TimeProvider time,
    ILogger<WebhookDelivery> logger)
{
    public async Task DeliverAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        using Activity? span = ArchiveTracing.Start("deliver", message.TraceParent);
        span?.SetTag("newsfunctions.attempt", message.Attempt);
        if (!WebhookSignature.TryReadSecret(options.Value.Secret, out byte[]? secret) || string.IsNullOrEmpty(options.Value.Url))
        {
            Log.NoReceiver(logger, message.Event);
            return;
        }

        // A publisher that died between writing and queueing has queued the event again. A delivered event is not posted twice.
        if (await events.FindAsync(message, cancellationToken) is not { IsDelivered: false } archiveEvent)
        {
            return;
        }

        (WebhookAnswer answer, TimeSpan? retryAfter, string seen) = await PostAsync(archiveEvent.Event, options.Value.Url, secret, cancellationToken);
        if (answer == WebhookAnswer.Taken)
        {
            await events.MarkDeliveredAsync(message, time.GetUtcNow(), cancellationToken);
        }
        else if (answer == WebhookAnswer.Later && WebhookRules.NextDelay(message.Attempt, retryAfter) is { } delay)
        {
            Log.Later(logger, message.Event, message.Attempt, seen, delay);
            await queue.SendAsync(message with { Attempt = message.Attempt + 1 }, delay, cancellationToken);
        }
        else
        {
            Log.GivenUp(logger, message.Event, message.Attempt, seen);
        }
    }

    private async Task<(WebhookAnswer Answer, TimeSpan? RetryAfter, string Seen)> PostAsync(
        ArchiveEvent archiveEvent, string url, byte[] secret, CancellationToken cancellationToken)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(EventResponse.From(archiveEvent), ApiJson.Web.EventResponse);
        DateTimeOffset now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", fetchOptions.Value.UserAgent);
        request.Headers.TryAddWithoutValidation("webhook-id", archiveEvent.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", WebhookSignature.Of(secret, archiveEvent.Id, now.ToUnixTimeSeconds(), body));
        try
        {
            // Only the status of the answer is read.
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            TimeSpan? retryAfter = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;
            return (WebhookRules.Judge(response.StatusCode), retryAfter, string.Create(CultureInfo.InvariantCulture, $"status {(int)response.StatusCode}"));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (WebhookAnswer.Later, null, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2400, LogLevel.Warning, "Event {Event} is not delivered: no webhook is configured any more.")]
        public static partial void NoReceiver(ILogger logger, string @event);

        [LoggerMessage(2401, LogLevel.Information, "Webhook attempt {Attempt} for event {Event} failed ({Seen}); retrying in {Delay}.")]
        public static partial void Later(ILogger logger, string @event, int attempt, string seen, TimeSpan delay);

        [LoggerMessage(2402, LogLevel.Error, "Webhook attempt {Attempt} for event {Event} failed ({Seen}); giving up. The event stays in GET /api/events.")]
        public static partial void GivenUp(ILogger logger, string @event, int attempt, string seen);
    }
}
