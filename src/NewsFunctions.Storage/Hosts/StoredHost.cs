using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Hosts;

/// <summary>Holds a host as stored in its row.</summary>
public sealed record StoredHost
{
    /// <summary>Gets the name of the host, as normalized by <see cref="HostName"/>.</summary>
    public required string Host { get; init; }

    public required HostRecord Record { get; init; }

    /// <summary>Gets the operator's override; null if there is none. It may have expired.</summary>
    public HostOverride? Override { get; init; }

    /// <summary>Gets the token of the leaseholder, which may send requests to the host; null if there is none.</summary>
    public required string? Owner { get; init; }

    /// <summary>Gets the duration of the lease, from <see cref="WrittenAt"/> on.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>Gets the time of the last write by the storage's clock; null if this process has just written the row.</summary>
    public required DateTimeOffset? WrittenAt { get; init; }

    public required string ETag { get; init; }

    /// <summary>Gets the end of the lease by the storage's clock; null if nobody holds it.</summary>
    public DateTimeOffset? LeaseUntil => Owner is null ? null : WrittenAt + Lease;
}
