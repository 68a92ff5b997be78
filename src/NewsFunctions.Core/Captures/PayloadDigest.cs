using System.Security.Cryptography;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Captures;

/// <summary>What web archives know a payload by: its SHA-1 in base32.</summary>
internal static class PayloadDigest
{
    public static string Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];

        // Not for security: the digest of CDX files is this one and no other.
#pragma warning disable CA5350
        SHA1.HashData(payload, digest);
#pragma warning restore CA5350
        return Base32.Encode(digest);
    }
}
