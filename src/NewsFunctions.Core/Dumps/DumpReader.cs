using System.Runtime.CompilerServices;

namespace NewsFunctions.Dumps;

/// <summary>Takes a dump apart into its texts. A plain-text dump is one record; readers of containers belong in front of it.</summary>
public static class DumpReader
{
    private const int FirstBuffer = 16 * 1024;

    /// <param name="content">Read forward only, once, from where it stands.</param>
    public static async IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content,
        DumpReadLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[FirstSize(content, limits)];
        int length = 0;
        while (true)
        {
            int read = await content.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0 || length > limits.MaxRecordBytes)
            {
                break;
            }

            if (length == buffer.Length)
            {
                // One byte beyond the limit is enough to know that the text is too long.
                Array.Resize(ref buffer, (int)Math.Min(buffer.Length * 2L, limits.MaxRecordBytes + 1L));
            }
        }

        bool fits = length <= limits.MaxRecordBytes;
        yield return new DumpRecord
        {
            Member = "",
            Offset = 0,
            Bytes = fits ? buffer.AsMemory(0, length) : default,
            Refusal = fits ? null : DumpDiagnostics.TooLarge(limits.MaxRecordBytes),
        };
    }

    private static long FirstSize(Stream content, DumpReadLimits limits) =>
        Math.Min(content.CanSeek ? Math.Max(content.Length - content.Position, 0) + 1 : FirstBuffer, limits.MaxRecordBytes + 1L);
}
