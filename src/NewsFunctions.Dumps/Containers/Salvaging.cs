using System.Buffers;
using System.IO.Compression;

namespace NewsFunctions.Dumps.Containers;

/// <summary>What the platform's decompressor withholds when it fails: asked for one byte at a time, it gives all there is.</summary>
internal static class Salvaging
{
    private const int MaxAtOnce = 16 * 1024;

    /// <param name="deflated">Deflate data (RFC 1951) that failed before; disposed here.</param>
    /// <param name="known">What was decompressed of them by then.</param>
    /// <param name="most">How much more is wanted at most.</param>
    /// <returns>What comes after the known bytes, and whether that is the end of the data.</returns>
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
            // That it fails is known; what came before counts.
        }

        return (rest.WrittenSpan.ToArray(), false);
    }
}
