namespace NewsFunctions.Dumps;

/// <summary>One text of a dump: the whole of a plain-text dump, or one entry of a container.</summary>
public sealed record DumpRecord
{
    /// <summary>The entry of a container; empty for a dump that is one text.</summary>
    public required string Member { get; init; }

    /// <summary>Where the record begins in the dump (in its uncompressed form, where it is compressed).</summary>
    public required long Offset { get; init; }

    /// <summary>The text as it is in the dump, byte for byte; empty where <see cref="Refusal"/> says why it could not be read.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The page that the text was taken from, where the container says so.</summary>
    public Uri? TargetUri { get; init; }

    public DateTimeOffset? CrawledAt { get; init; }

    /// <summary>Why the text was not read; null for every readable record.</summary>
    public DumpDiagnostic? Refusal { get; init; }
}
