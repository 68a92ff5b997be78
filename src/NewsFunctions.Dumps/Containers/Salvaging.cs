using System.Buffers;
using System.IO.Compression;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Recovers what the platform's decompressor discards when it fails: reading one byte at a time returns everything.</summary>
internal static class Salvaging
{
    private const int MaxAtOnce = 16 * 1024;

    /// <param name="deflated">Deflate data (RFC 1951) that failed before. It is disposed here.</param>
    /// <param name="known">The part that was already decompressed.</param>
    /// <param name="most">The maximum number of further bytes.</param>
    /// <returns>The bytes after the known ones, and whether the data ends there.</returns>
    public static async ValueTask<(byte[] More, bool IsWhole)> InflateAsync(
        Stream deflated, long known, long most, CancellationToken cancellationToken)
    {
        await using var inflate = new DeflateStream(deflated, CompressionMode.Decompress);
        var rest = new ArrayBufferWriter<byte>();
        try
        {
            byte[] passed = new byte[MaxAtOnce];
            for (long left = known; left > 0;)
            {
                int read = await inflate.ReadAsync(passed.AsMemory(0, (int)Math.Min(left, passed.Length)), cancellationToken);
                if (read == 0)
                {
                    return ([], false);
                }

                left -= read;
            }

            while (rest.WrittenCount < most)
            {
                if (await inflate.ReadAsync(rest.GetMemory(1)[..1], cancellationToken) == 0)
                {
                    return (rest.WrittenSpan.ToArray(), true);
                }

                rest.Advance(1);
            }
        }
        catch (InvalidDataException)
        {
            // The failure is already known; the bytes before it count.
        }

        return (rest.WrittenSpan.ToArray(), false);
    }
}
