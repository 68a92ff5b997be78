using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Archive.Visits;

/// <summary>Performs a step of a visit: publishes events of the hosts that it used.</summary>
/// <remarks>Pending events are stored in the host's row with their time before they are published. If this visit dies, the next holder of the
/// host's lease publishes them again and makes the same event.</remarks>
public sealed class HostPublisher(EventStore events, IHostMemories memories)
{
    public async Task PublishAsync(ShardVisit visit, CancellationToken cancellationToken)
    {
        foreach (HostMemory memory in visit.Hosts.Memories)
        {
            memory.Health.Confirm(memory.Host, memories.Network);
            IReadOnlyList<HostEvent> pending = memory.Health.Snapshot().Pending;
            if (pending.Count > 0)
            {
                await PublishAsync(memory, pending, cancellationToken);
            }
        }
    }

    private async Task PublishAsync(HostMemory memory, IReadOnlyList<HostEvent> pending, CancellationToken cancellationToken)
    {
        try
        {
            await memories.KeepAsync(memory, cancellationToken);
        }
        catch (HostBusyException)
        {
            // Another instance holds the host's lease, and publishes what it found in the row.
            return;
        }

        await events.AddAsync(
            [
                .. pending.Select(one => new ArchiveEvent
                {
                    Site = one.Site,
                    At = one.At,
                    What = one.What,
                    Subject = memory.Host,
                    Reason = one.Reason,
                }),
            ],
            cancellationToken);
        memory.Health.Forget(pending);
    }
}
