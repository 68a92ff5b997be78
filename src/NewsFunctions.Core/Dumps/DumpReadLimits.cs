namespace NewsFunctions.Dumps;

/// <summary>What reading a dump may cost.</summary>
public sealed record DumpReadLimits
{
    public static DumpReadLimits Default { get; } = new();

    /// <summary>A text is cut into records of whole articles; each is at least so long, in bytes of UTF-8, if the text is.</summary>
    public int TargetRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest text that is read into memory as one record, in bytes; longer ones are refused with a diagnostic.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;
}
