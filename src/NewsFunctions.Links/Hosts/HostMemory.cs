using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Hosts;

/// <summary>What is known of one host by the only instance that may ask it now. Safe for concurrent checks.</summary>
public sealed class HostMemory(string host, HostRecord record, HostLease leave)
{
    private HostPace? _pace;
    private HostOverride? _override;

    /// <summary>Makes the memory of a host that nobody else asks.</summary>
    public HostMemory(string host, HostRecord record)
        : this(host, record, new HostLease())
    {
    }

    /// <summary>The name of the host, as <see cref="HostName"/> spells it.</summary>
    public string Host { get; } = host;

    /// <summary>No request may start without it.</summary>
    public HostLease Leave { get; } = leave;

    public HostHealth Health { get; } = new(record.Health);

    public HostLessons Lessons { get; } = new(record.Lessons);

    /// <summary>What an operator has ordered; null for nothing. May change while the host is asked.</summary>
    public HostOverride? Override
    {
        get => Volatile.Read(ref _override);
        set => Volatile.Write(ref _override, value);
    }

    /// <summary>Called when something was learned that must not be lost with the process; never waits.</summary>
    public Action? Urgent { get; set; }

    /// <summary>Gets the time until which an operator has paused the host; null where the host may be asked.</summary>
    internal DateTimeOffset? PausedUntil(DateTimeOffset now) =>
        Override is { Kind: HostOverrideKind.Pause } pause && pause.IsActive(now) ? pause.Until : null;

    /// <summary>To be kept for the next visit.</summary>
    public HostRecord Snapshot() => new()
    {
        Pace = _pace?.Snapshot() ?? record.Pace,
        Health = Health.Snapshot(),
        Lessons = Lessons.Snapshot(),
    };

    /// <summary>The pace, which begins where it was left.</summary>
    internal HostPace Pace(PerHostOptions limits, DateTimeOffset now) =>
        // First without the closure that the beginning needs: every request asks.
        Volatile.Read(ref _pace) ?? BeginPace(limits, now);

    private HostPace BeginPace(PerHostOptions limits, DateTimeOffset now) =>
        LazyInitializer.EnsureInitialized(ref _pace, () => new HostPace(limits, record.Pace, now));
}
