namespace NewsFunctions.Dumps.Containers;

/// <summary>What a zip says of one of its entries.</summary>
internal sealed record ZipEntry
{
    public required byte[] RawName { get; init; }

    public required int Flags { get; init; }

    /// <summary>How it is compressed: APPNOTE.TXT 4.4.5.</summary>
    public required int Method { get; init; }

    /// <summary>Null where neither header nor descriptor was found that says so.</summary>
    public required uint? Checksum { get; init; }

    public required long PackedSize { get; init; }

    /// <summary>Null as <see cref="Checksum"/>.</summary>
    public required long? Size { get; init; }

    /// <summary>Where its local header begins.</summary>
    public required long Header { get; init; }

    /// <summary>Bytes of the zip that are not there, or not the entry's.</summary>
    public bool IsCutOff { get; init; }

    public bool IsFolder => RawName is [.., (byte)'/' or (byte)'\\'] && Size is null or 0;

    public bool IsEncrypted => (Flags & 0x2041) != 0;
}
