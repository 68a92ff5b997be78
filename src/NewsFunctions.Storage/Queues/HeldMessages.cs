using Azure.Storage.Queues;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Queues;

/// <summary>Sends messages back to the queues that they came from.</summary>
public sealed class HeldMessages
{
    // The service's word for a message that never expires. Without it a message is gone after seven days.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private readonly QueueServiceClient _queues;

    internal HeldMessages(ArchiveClients clients) => _queues = clients.Queues;

    /// <summary>Sends a copy of a message. Whoever received the original deletes it afterwards, so a crash in between makes two, never none.</summary>
    /// <param name="delay">How long nobody sees it.</param>
    public Task SendBackAsync(string queue, string body, TimeSpan delay, CancellationToken cancellationToken) =>
        _queues.GetQueueClient(queue).SendMessageAsync(body, delay, ForEver, cancellationToken);
}
