using Azure.Storage.Queues;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Queues;

/// <summary>Returns messages to the queues that they came from.</summary>
public sealed class HeldMessages
{
    // The service's value for a message that never expires. Without it, a message expires after seven days.
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    private readonly QueueServiceClient _queues;

    internal HeldMessages(ArchiveClients clients) => _queues = clients.Queues;

    /// <summary>Sends a copy of a message. The receiver then deletes the original, so a crash in between duplicates it, but never loses it.</summary>
    /// <param name="delay">The time for which the message is invisible.</param>
    public Task SendBackAsync(string queue, string body, TimeSpan delay, CancellationToken cancellationToken) =>
        _queues.GetQueueClient(queue).SendMessageAsync(body, delay, ForEver, cancellationToken);
}
