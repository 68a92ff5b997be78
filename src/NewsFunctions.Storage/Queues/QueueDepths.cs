using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Queues;

/// <summary>Reads how many messages wait in each queue of the archive, and for how long.</summary>
public sealed class QueueDepths
{
    private const int MaxPeeked = 32;

    private readonly ArchiveClients _clients;

    internal QueueDepths(ArchiveClients clients) => _clients = clients;

    /// <summary>Reads all depths. Two operations for each queue.</summary>
    public async Task<IReadOnlyList<QueueDepth>> ReadAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(ArchiveNames.Queues.Select(name => ReadAsync(name, cancellationToken)));

    private async Task<QueueDepth> ReadAsync(string name, CancellationToken cancellationToken)
    {
        QueueClient queue = _clients.Queues.GetQueueClient(name);
        try
        {
            QueueProperties properties = await queue.GetPropertiesAsync(cancellationToken);
            PeekedMessage[] peeked = await queue.PeekMessagesAsync(MaxPeeked, cancellationToken);
            return new QueueDepth(name, properties.ApproximateMessagesCountLong, peeked.Min(message => message.InsertedOn));
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            // The host creates most poison queues only when it needs them.
            return new QueueDepth(name, 0, OldestAt: null);
        }
    }
}

/// <param name="Messages">The approximate number, including messages that are delayed or being processed.</param>
/// <param name="OldestAt">The time when the oldest waiting message was sent; null if none waits.</param>
public sealed record QueueDepth(string Queue, long Messages, DateTimeOffset? OldestAt)
{
    public bool IsPoison => Queue.EndsWith(ArchiveNames.PoisonSuffix, StringComparison.Ordinal);
}
