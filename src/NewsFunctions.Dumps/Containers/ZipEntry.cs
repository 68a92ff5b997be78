namespace NewsFunctions.Dumps.Containers;

/// <summary>Describes an entry of a zip.</summary>
internal sealed record ZipEntry
{
    public required byte[] RawName { get; init; }

    public required int Flags { get; init; }

    /// <summary>The compression method: APPNOTE.TXT 4.4.5.</summary>
    public required int Method { get; init; }

    /// <summary>The CRC-32 of the data. It is null if neither a header nor a descriptor with it was found.</summary>
    public required uint? Checksum { get; init; }

    public required long PackedSize { get; init; }

    /// <summary>The uncompressed size. It is null in the same cases as <see cref="Checksum"/>.</summary>
    public required long? Size { get; init; }

    /// <summary>The position of its local header.</summary>
    public required long Header { get; init; }

    /// <summary>Says whether some of its data is missing or belongs to another entry.</summary>
    public bool IsCutOff { get; init; }

    public bool IsFolder => RawName is [.., (byte)'/' or (byte)'\\'] && Size is null or 0;

    public bool IsEncrypted => (Flags & 0x2041) != 0;
}
