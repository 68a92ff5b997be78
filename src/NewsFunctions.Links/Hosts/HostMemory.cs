using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Hosts;

/// <summary>Holds what is known about a host on the instance that holds its lease. Safe for concurrent checks.</summary>
public sealed class HostMemory(string host, HostRecord record, HostLease leave)
{
    private HostPace? _pace;
    private HostOverride? _override;

    /// <summary>Creates the memory of a host that no other instance uses.</summary>
    public HostMemory(string host, HostRecord record)
        : this(host, record, new HostLease())
    {
    }

    /// <summary>The name of the host, spelled as in <see cref="HostName"/>.</summary>
    public string Host { get; } = host;

    /// <summary>The lease. No request may start without it.</summary>
    public HostLease Leave { get; } = leave;

    public HostHealth Health { get; } = new(record.Health);

    public HostLessons Lessons { get; } = new(record.Lessons);

    /// <summary>The operator's override. It is null if there is none, and may change while the host is in use.</summary>
    public HostOverride? Override
    {
        get => Volatile.Read(ref _override);
        set => Volatile.Write(ref _override, value);
    }

    /// <summary>Called after a change that must be stored at once. It never blocks.</summary>
    public Action? Urgent { get; set; }

    /// <summary>Returns the time until which an operator has paused the host, or null if it is not paused.</summary>
    internal DateTimeOffset? PausedUntil(DateTimeOffset now) =>
        Override is { Kind: HostOverrideKind.Pause } pause && pause.IsActive(now) ? pause.Until : null;

    /// <summary>Returns the record to store for the next visit.</summary>
    public HostRecord Snapshot() => new()
    {
        Pace = _pace?.Snapshot() ?? record.Pace,
        Health = Health.Snapshot(),
        Lessons = Lessons.Snapshot(),
    };

    /// <summary>Returns the pace, which continues from the stored one.</summary>
    internal HostPace Pace(PerHostOptions limits, DateTimeOffset now) =>
        // This is checked first to avoid the closure for creation, because every request comes here.
        Volatile.Read(ref _pace) ?? BeginPace(limits, now);

    private HostPace BeginPace(PerHostOptions limits, DateTimeOffset now) =>
        LazyInitializer.EnsureInitialized(ref _pace, () => new HostPace(limits, record.Pace, now));
}
