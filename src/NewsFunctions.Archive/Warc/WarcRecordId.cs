using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Archive.Warc;

/// <summary>Makes record ids from the content, so that the same export gives the same file: UUIDs of version 5 (RFC 9562).</summary>
public static class WarcRecordId
{
    // A random UUID as the namespace of this archive.
    private static readonly Guid Namespace = new("5c0f7a1e-8a43-4b0e-9d0a-6b1d3c6f2e57");

    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        byte[] name = Encoding.UTF8.GetBytes(string.Join('\n', parts));
        byte[] input = [.. Namespace.ToByteArray(bigEndian: true), .. name];

        // Not for security: version 5 uses SHA-1.
#pragma warning disable CA5350
        byte[] hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
