namespace NewsFunctions.Core.Facts;

/// <summary>Identifies the content of an answer. It is stored with the last check that found the link alive and compared by the next check.</summary>
public sealed record Fingerprint
{
    // No real server sends a longer validator.
    private const int MaxValidatorLength = 512;

    /// <summary>The URL of the answer, after redirects.</summary>
    public required string Url { get; init; }

    /// <summary>The ETag as the server sent it, one character per byte, for <c>If-None-Match</c>.</summary>
    public string? ETag { get; init; }

    /// <summary>The Last-Modified header as the server sent it, for <c>If-Modified-Since</c>.</summary>
    public string? LastModified { get; init; }

    /// <summary>The declared media type, to compare with a HEAD response. It is null if none was sent, or if the row is older than this
    /// field.</summary>
    public string? Type { get; init; }

    /// <summary>The size of the whole file in bytes. It is null if unknown.</summary>
    public long? Size { get; init; }

    /// <summary>The number of leading bytes that <see cref="Sha256"/> covers.</summary>
    public int Bytes { get; init; }

    public string? Sha256 { get; init; }

    /// <summary>The hash of the last bytes of a longer file. It is null if they were not read.</summary>
    public string? EndSha256 { get; init; }

    /// <summary>The base32 SHA-1 of the whole file, as web archives use it. It is null if the file was not read to its end.</summary>
    public string? Sha1 { get; init; }

    /// <summary>Returns the fingerprint of a location's answer, or null if the location returned no content.</summary>
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

    /// <summary>Returns whether the bytes have changed. Values that only one of the two has are ignored. Validators are ignored too, because servers
    /// change them on a move or a restart.</summary>
    internal bool DiffersFrom(Fingerprint now) =>
        Url == now.Url
        && ((Size is not null && now.Size is not null && Size != now.Size)
            || (Bytes == now.Bytes && Sha256 != now.Sha256)
            || (EndSha256 is not null && now.EndSha256 is not null && EndSha256 != now.EndSha256));

    /// <summary>Returns whether the headers of a HEAD response describe the same file. Size, type and a validator must be
    /// known and equal.</summary>
    internal bool IsConfirmedBy(ResponseFacts head) =>
        Size is not null && Size == head.TotalSize
        && (Type is null || Type == head.DeclaredType)
        && (ETag is { } tag ? tag == head.Tag : LastModified is { } date && date == head.Header("last-modified"));

    private static string? Validator(string? value) => value is { Length: > 0 and <= MaxValidatorLength } ? value : null;
}
