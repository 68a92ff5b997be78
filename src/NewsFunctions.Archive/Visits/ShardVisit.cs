using NewsFunctions.Archive.Publishing;
using NewsFunctions.Archive.Telemetry;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Visits;

/// <summary>Holds what the steps of one visit of a shard share.</summary>
public sealed class ShardVisit(ShardStatus status, HostOutcomes hosts, VisitOutbox outbox, ShardCounter counter) : IAsyncDisposable
{
    /// <summary>Names the visit in the rows that it writes.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Gets the shard at the beginning of the visit.</summary>
    public ShardStatus Status { get; } = status;

    public LinkShard Shard => Status.Shard;

    /// <summary>Gets the hosts of the visit, and their outcomes.</summary>
    public HostOutcomes Hosts { get; } = hosts;

    /// <summary>Counts the links of the shard, including those that the visit does not check. Concurrent steps must not use it.</summary>
    internal ShardCounter Counter { get; } = counter;

    /// <summary>Collects what to publish of its links.</summary>
    public VisitOutbox Outbox { get; } = outbox;

    /// <summary>Gets the span of the visit; null without a listener.</summary>
    internal VisitTrace? Trace { get; init; }

    /// <summary>Releases the hosts.</summary>
    public ValueTask DisposeAsync() => Hosts.DisposeAsync();
}

/// <summary>Holds a check of a visit that is not written yet.</summary>
/// <param name="Locations">The requested URLs, in order.</param>
/// <param name="Frozen">True if the circuit of one of its hosts was open then.</param>
internal sealed record SeenLink(StoredLink Before, LinkCheck Check, IReadOnlyList<string> Locations, bool Frozen);
