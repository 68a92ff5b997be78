using System.Security.Cryptography;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Core.Captures;

/// <summary>Computes the digest by which web archives identify a payload: its SHA-1 in base32.</summary>
internal static class PayloadDigest
{
    public static string Of(ReadOnlySpan<byte> payload)
    {
        Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];

        // Not used for security: CDX files define this digest.
#pragma warning disable CA5350
        SHA1.HashData(payload, digest);
#pragma warning restore CA5350
        return Base32.Encode(digest);
    }
}
