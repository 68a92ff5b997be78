using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace NewsFunctions.Archive.Http;

/// <summary>Makes ETags of answers: a hash of the bytes, because an answer is made of several rows.</summary>
internal static class EntityTags
{
    private const int HashBytes = 16;

    /// <summary>Makes a weak tag, for an answer that may be compressed: compression changes its bytes (RFC 9110 section 8.8.1).</summary>
    public static string Weak(ReadOnlySpan<byte> body) => $"W/{Strong(body)}";

    /// <summary>Makes a strong tag, for bytes that are never compressed.</summary>
    public static string Strong(ReadOnlySpan<byte> body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, HashBytes))}\"";

    /// <summary>Compares If-None-Match weakly, as RFC 9110 section 13.1.2 requires. A malformed header matches nothing.</summary>
    public static bool Matches(StringValues ifNoneMatch, string etag)
    {
        var current = EntityTagHeaderValue.Parse(etag);
        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out IList<EntityTagHeaderValue>? known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(current, useStrongComparison: false));
    }
}
