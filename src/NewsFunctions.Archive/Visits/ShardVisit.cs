using NewsFunctions.Archive.Publishing;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>One visit of one shard: what its steps share.</summary>
public sealed class ShardVisit(ShardStatus status, HostOutcomes hosts, VisitOutbox outbox, ShardCounter counter) : IAsyncDisposable
{
    /// <summary>Names the visit in the rows that it writes.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The shard as it was when the visit began.</summary>
    public ShardStatus Status { get; } = status;

    public LinkShard Shard => Status.Shard;

    /// <summary>The hosts that it asked, and what came of it.</summary>
    public HostOutcomes Hosts { get; } = hosts;

    /// <summary>Counts the links of the shard, those that the visit leaves alone included. Steps that run beside each other must not use it.</summary>
    internal ShardCounter Counter { get; } = counter;

    /// <summary>What is to be told of its links.</summary>
    public VisitOutbox Outbox { get; } = outbox;

    /// <summary>The span of the visit; null while nobody listens.</summary>
    internal VisitTrace? Trace { get; init; }

    /// <summary>Gives the hosts back.</summary>
    public ValueTask DisposeAsync() => Hosts.DisposeAsync();
}

/// <summary>A check of a visit that is not written yet.</summary>
/// <param name="Locations">Where the link was looked for, in the order asked.</param>
/// <param name="Frozen">Whether the circuit of one of its hosts was open then.</param>
internal sealed record SeenLink(StoredLink Before, LinkCheck Check, IReadOnlyList<string> Locations, bool Frozen);
