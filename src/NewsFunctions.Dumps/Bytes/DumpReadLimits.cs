namespace NewsFunctions.Dumps.Bytes;

/// <summary>Limits the cost of reading a dump.</summary>
public sealed record DumpReadLimits
{
    /// <summary>The maximum text kept of one article, in bytes of UTF-8.</summary>
    internal const int MaxKeptBytes = 16 * 1024 * 1024;

    public static DumpReadLimits Default { get; } = new();

    /// <summary>The minimum length of a record in bytes of UTF-8, unless the text is shorter. A text is cut into records of whole articles.</summary>
    public int TargetRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest NDJSON line and the longest block of a WARC record, in bytes. Longer ones are refused with a diagnostic.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The gate for texts larger than <see cref="LargeTextGate.LargeBytes"/>.</summary>
    public LargeTextGate LargeTexts { get; init; } = LargeTextGate.Shared;

    /// <summary>The maximum kept of one article of a text, in bytes. The rest is skipped with a diagnostic.</summary>
    public int MaxArticleBytes { get; init; } = MaxKeptBytes;

    /// <summary>The longest record that a text is cut into, in bytes.</summary>
    internal int MaxTextRecordBytes => Math.Min(MaxRecordBytes, MaxArticleBytes);

    /// <summary>The maximum ratio of a member's size to its packed size. Deflate reaches 1,032, texts rarely 20.</summary>
    public int MaxExpansion { get; init; } = 250;

    /// <summary>The number of bytes up to which <see cref="MaxExpansion"/> does not apply.</summary>
    public long FreeExpansion { get; init; } = 64L * 1024 * 1024;

    /// <summary>The maximum number of bytes unpacked of one member, and of all entries of a zip.</summary>
    public long MaxMemberBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>The maximum number of zip entries that are read.</summary>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>The largest zip read from a stream that cannot seek (standard input, a zip in a container), in bytes. It is first stored on
    /// disk.</summary>
    public long MaxSpoolBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The longest header of a WARC record, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>The maximum size of the extra fields kept with an article, in bytes of JSON.</summary>
    public int MaxExtraBytes { get; init; } = 32 * 1024;
}
