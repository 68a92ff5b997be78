namespace NewsFunctions.Storage.Rows;

/// <summary>How much one call may read while it looks for what the storage cannot find by itself. A list that has used it up answers
/// with what it has, and with a continuation.</summary>
/// <remarks>For one call. Looked at only between pages of the service, so every call gets on by a page at least.</remarks>
public sealed class ScanBudget(TimeProvider time)
{
    public const int MaxOperations = 20;

    private readonly long _started = time.GetTimestamp();
    private int _operations;

    public static TimeSpan MaxTime { get; } = TimeSpan.FromSeconds(5);

    internal bool IsSpent => _operations >= MaxOperations || time.GetElapsedTime(_started) >= MaxTime;

    internal void CountOperation() => _operations++;
}

/// <summary>One step of a scan: an item, or the position reached.</summary>
/// <param name="Reached">Everything up to this position was looked at; null with an item.</param>
internal readonly record struct ScanStep<T>(T? Item, string[]? Reached)
    where T : class;
