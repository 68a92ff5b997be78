namespace NewsFunctions.Dumps;

/// <summary>What reading a dump may cost.</summary>
public sealed record DumpReadLimits
{
    public static DumpReadLimits Default { get; } = new();

    /// <summary>The longest text that is read into memory as one record, in bytes; longer ones are refused with a diagnostic.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;
}
