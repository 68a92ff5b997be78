using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Hosts;

/// <summary>A host as its row says.</summary>
public sealed record StoredHost
{
    /// <summary>The name of the host, as <see cref="HostName"/> spells it.</summary>
    public required string Host { get; init; }

    public required HostRecord Record { get; init; }

    /// <summary>What an operator has ordered; null for nothing. It may have ended.</summary>
    public HostOverride? Override { get; init; }

    /// <summary>The token of whoever may ask the host; null while nobody may.</summary>
    public required string? Owner { get; init; }

    /// <summary>How long the owner may go without renewing, from <see cref="WrittenAt"/> on.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>When the row was last written, by the clock of the storage; null where that was this process, just now.</summary>
    public required DateTimeOffset? WrittenAt { get; init; }

    public required string ETag { get; init; }

    /// <summary>When the lease ends, by the clock of the storage; null where nobody may ask the host.</summary>
    public DateTimeOffset? LeaseUntil => Owner is null ? null : WrittenAt + Lease;
}
