namespace NewsFunctions.Storage.Rows;

/// <summary>Limits how much one call may read while it scans for what the storage cannot filter. A list that has exhausted it returns
/// what it has, with a continuation.</summary>
/// <remarks>For one call. It is checked only between pages of the service, so every call makes progress by at least one page.</remarks>
public sealed class ScanBudget(TimeProvider time)
{
    public const int MaxOperations = 20;

    private readonly long _started = time.GetTimestamp();
    private int _operations;

    public static TimeSpan MaxTime { get; } = TimeSpan.FromSeconds(5);

    internal bool IsSpent => _operations >= MaxOperations || time.GetElapsedTime(_started) >= MaxTime;

    internal void CountOperation() => _operations++;
}

/// <summary>Holds one step of a scan: an item, or the position reached.</summary>
/// <param name="Reached">The position up to which everything was read; null with an item.</param>
internal readonly record struct ScanStep<T>(T? Item, string[]? Reached)
    where T : class;
