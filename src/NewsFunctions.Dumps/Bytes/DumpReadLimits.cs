namespace NewsFunctions.Dumps.Bytes;

/// <summary>What reading a dump may cost.</summary>
public sealed record DumpReadLimits
{
    /// <summary>The most text that is kept of one article, in bytes of UTF-8.</summary>
    internal const int MaxKeptBytes = 16 * 1024 * 1024;

    public static DumpReadLimits Default { get; } = new();

    /// <summary>A text is cut into records of whole articles; each is at least so long, in bytes of UTF-8, if the text is.</summary>
    public int TargetRecordBytes { get; init; } = 1024 * 1024;

    /// <summary>The longest line of NDJSON and the longest block of a WARC record, in bytes; longer ones are refused with a diagnostic.</summary>
    public int MaxRecordBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Where texts wait that outgrow <see cref="LargeTextGate.LargeBytes"/>.</summary>
    public LargeTextGate LargeTexts { get; init; } = LargeTextGate.Shared;

    /// <summary>The most that is kept of one article of a text, in bytes; the rest of it is passed over with a diagnostic.</summary>
    public int MaxArticleBytes { get; init; } = MaxKeptBytes;

    /// <summary>The longest record that a text is cut into.</summary>
    internal int MaxTextRecordBytes => Math.Min(MaxRecordBytes, MaxArticleBytes);

    /// <summary>How many times larger than its packed bytes a member may be: deflate reaches 1,032, texts rarely 20.</summary>
    public int MaxExpansion { get; init; } = 250;

    /// <summary>Up to so many bytes <see cref="MaxExpansion"/> does not apply.</summary>
    public long FreeExpansion { get; init; } = 64L * 1024 * 1024;

    /// <summary>The most that is unpacked of one member, and of all entries of a zip, in bytes.</summary>
    public long MaxMemberBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>Entries of a zip that are read.</summary>
    public int MaxEntries { get; init; } = 1_000_000;

    /// <summary>The longest zip that is read from a stream which cannot seek (standard input, a zip within something): it is put on disk first.</summary>
    public long MaxSpoolBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The longest header of a WARC record, in bytes.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>The most that is kept with an article of the fields beside its text, in bytes of JSON.</summary>
    public int MaxExtraBytes { get; init; } = 32 * 1024;
}
