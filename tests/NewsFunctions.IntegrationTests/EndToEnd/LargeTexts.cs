using System.IO.Compression;
using System.Text;

namespace NewsFunctions.IntegrationTests.EndToEnd;

/// <summary>Generates dumps of a hundred kilobytes that hold a text of 64 MB.</summary>
internal static class LargeTexts
{
    /// <summary>Writes an article of 13 million words, one per line.</summary>
    public static byte[] Words(int number)
    {
        byte[] words = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("word\n", 100_000)));
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"Harbour News {number}\nFri May 14, 2021 09:{number:00}:00\n")));
            for (int i = 0; i < 130; i++)
            {
                gzip.Write(words);
            }
        }

        return packed.ToArray();
    }
}
