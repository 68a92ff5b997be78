using System.Runtime.CompilerServices;

namespace NewsFunctions.Dumps;

/// <summary>Reads a text as records of whole articles.</summary>
internal static class TextRecords
{
    private const int FirstBuffer = 16 * 1024;

    /// <param name="content">The text from its first byte on, read forward only.</param>
    /// <param name="start">Where an earlier reading stopped; what is before it is passed over.</param>
    public static async IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content,
        TextSource source,
        DumpPosition start,
        DumpReadLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await PassOverAsync(content, start.Offset, cancellationToken);
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
            Member = source.Member,
            Offset = start.Offset,
            Length = length,
            Bytes = fits ? buffer.AsMemory(0, length) : default,
            Offsets = TextOffsets.From(start.Offset),
            TargetUri = source.TargetUri,
            CrawledAt = source.CrawledAt,
            PublishedAt = source.PublishedAt,
            Extra = source.Extra,
            IsArticle = source.IsArticle,
            IsPart = start.InText,
            FollowsOpenArticle = start.AfterOpenArticle,
            Refusal = fits ? null : DumpDiagnostics.TooLarge(limits.MaxRecordBytes),
            Next = start with { Offset = start.Offset + length, InText = true },
        };
    }

    /// <summary>A text that is in memory already: that of one record of a container.</summary>
    /// <param name="text">As the member has it, byte order mark and all; it may be UTF-16.</param>
    /// <param name="memberOffset">Where it begins in its member.</param>
    /// <param name="next">Where reading goes on after the record of the container.</param>
    public static DumpRecord Of(ReadOnlyMemory<byte> text, long memberOffset, TextSource source, DumpPosition next) => new()
    {
        Member = source.Member,
        Offset = memberOffset,
        Length = text.Length,
        Bytes = text,
        Offsets = TextOffsets.From(memberOffset),
        TargetUri = source.TargetUri,
        CrawledAt = source.CrawledAt,
        PublishedAt = source.PublishedAt,
        Extra = source.Extra,
        IsArticle = source.IsArticle,
        Next = next,
    };

    private static async Task PassOverAsync(Stream content, long count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[Math.Min(count, FirstBuffer)];
        for (long left = count; left > 0;)
        {
            int read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancellationToken);
            left = read == 0 ? 0 : left - read;
        }
    }

    private static long FirstSize(Stream content, DumpReadLimits limits) =>
        Math.Min(content.CanSeek ? Math.Max(content.Length - content.Position, 0) + 1 : FirstBuffer, limits.MaxRecordBytes + 1L);
}
