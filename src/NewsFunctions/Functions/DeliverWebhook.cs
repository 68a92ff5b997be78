using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Functions;

/// <summary>Posts one event to the receiver that the settings name.</summary>
public sealed class DeliverWebhook(WebhookDelivery delivery)
{
    [Function(nameof(DeliverWebhook))]
    public Task RunAsync(
        [QueueTrigger(ArchiveNames.WebhooksQueue, Connection = ArchiveNames.Connection)] WebhookMessage message,
        CancellationToken cancellationToken) =>
        delivery.DeliverAsync(message, cancellationToken);
}
