namespace NewsFunctions.Core.Facts;

/// <summary>What tells an answer from another one: kept of the last check that found the link alive, compared by the next.</summary>
public sealed record Fingerprint
{
    // What is longer was not made by a server that means it.
    private const int MaxValidatorLength = 512;

    /// <summary>The URL that gave the answer, redirects followed.</summary>
    public required string Url { get; init; }

    /// <summary>The ETag as the server sent it, one character a byte, for <c>If-None-Match</c>.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified that the server sent, for <c>If-Modified-Since</c>.</summary>
    public string? LastModified { get; init; }

    /// <summary>The declared media type, to compare a HEAD with; null where none was sent, or before this was kept.</summary>
    public string? Type { get; init; }

    /// <summary>Bytes of the whole file; null where unknown.</summary>
    public long? Size { get; init; }

    /// <summary>Bytes of the beginning that <see cref="Sha256"/> is of.</summary>
    public int Bytes { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>The hash of the last bytes of a longer file; null where they were not read.</summary>
    public string? EndSha256 { get; init; }

    /// <summary>Base32 SHA-1 of the whole file, which web archives know it by; null where it was not read to its end.</summary>
    public string? Sha1 { get; init; }

    /// <summary>Null where the location gave no content.</summary>
    internal static Fingerprint? Of(LocationFacts location) => location.Final is { Status: >= 200 and < 300, BodySha256: { } hash, IsOtherRange: false } final
        ? new Fingerprint
        {
            Url = location.Hops[^1].Url,
            ETag = Validator(final.Tag),
            LastModified = Validator(final.Header("last-modified")),
            Type = Validator(final.DeclaredType),
            Size = final.TotalSize,
            Bytes = final.BodyBytes,
            Sha256 = hash,
            EndSha256 = final.Tail?.Sha256,
            Sha1 = final.BodySha1,
        }
        : null;

    /// <summary>Whether the bytes are others now. What only one of the two knows does not count; validators do not either, for servers
    /// change them with a move or a restart.</summary>
    internal bool DiffersFrom(Fingerprint now) =>
        Url == now.Url
        && ((Size is not null && now.Size is not null && Size != now.Size)
            || (Bytes == now.Bytes && Sha256 != now.Sha256)
            || (EndSha256 is not null && now.EndSha256 is not null && EndSha256 != now.EndSha256));

    /// <summary>Whether the headers of another answer, to a HEAD, say that it is the same file: size, type and a validator must be
    /// known and equal.</summary>
    internal bool IsConfirmedBy(ResponseFacts head) =>
        Size is not null && Size == head.TotalSize
        && (Type is null || Type == head.DeclaredType)
        && (ETag is { } tag ? tag == head.Tag : LastModified is { } date && date == head.Header("last-modified"));

    private static string? Validator(string? value) => value is { Length: > 0 and <= MaxValidatorLength } ? value : null;
}
