using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Archive.Visits;

/// <summary>A step of a visit: tells what happened to the hosts that it asked.</summary>
/// <remarks>What is to be told is kept in the host's row before it is told, and its time with it: whoever has the host next tells it again
/// when this visit dies, and makes the same event of it.</remarks>
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
            // Another instance has the host, and tells what it found in its row.
            return;
        }

        await events.AddAsync(
            [
                .. pending.Select(told => new ArchiveEvent
                {
                    Site = told.Site,
                    At = told.At,
                    What = told.What,
                    Subject = memory.Host,
                    Reason = told.Reason,
                }),
            ],
            cancellationToken);
        memory.Health.Forget(pending);
    }
}
