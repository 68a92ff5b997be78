using System.Runtime.CompilerServices;
using System.Text;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Texts;

/// <summary>Reads a text of any length as records of whole articles.</summary>
/// <remarks>The end of a record depends only on its content, neither on how the stream arrived nor on where reading began.</remarks>
internal static class TextRecords
{
    /// <param name="content">The stream, positioned at the text's first byte. It is read forward, or seeks over what is skipped.</param>
    /// <param name="start">The position at which an earlier reading stopped. Everything before it is skipped.</param>
    public static async IAsyncEnumerable<DumpRecord> ReadAsync(
        Stream content,
        TextSource source,
        DumpPosition start,
        DumpReadLimits limits,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long? expected = content.CanSeek ? Math.Max(0, content.Length - content.Position - start.Offset) : null;
        using TextInput input = await TextInput.OpenAsync(content, start.Offset, cancellationToken);
        using var window = new TextWindow(input, expected, 2 * limits.TargetRecordBytes, TextCutter.MostBytes(limits), limits.LargeTexts);
        await window.GrowAsync(cancellationToken);
        var cutter = new TextCutter(window, input, limits);
        DumpPosition at = start;
        while (!(at.InText && window.HasEnd && window.Text.IsEmpty))
        {
            TextCut cut = await cutter.CutAsync(source.IsArticle, cancellationToken);
            long end = cut.IsLast ? input.Position : at.Offset + cut.StoredLength;
            DumpRecord record = Of(window.Text[..cut.Kept], at.Offset, end, input.Utf16, source) with
            {
                IsPart = at.InText || !cut.IsLast,
                FollowsOpenArticle = at.AfterOpenArticle,
                Next = at with { Offset = end, InText = true, AfterOpenArticle = cut.IsOpen },
            };
            yield return cut.IsWhole ? record : Shortened(record, cut, input);
            if (cut.IsLast)
            {
                break;
            }

            window.Remove(0, cut.Kept + cut.Skipped);
            window.Settle();
            at = record.Next;
        }
    }

    /// <summary>Creates the record of a text that is already in memory: that of one container record.</summary>
    /// <param name="text">The text as in the member, including any byte order mark; it may be UTF-16.</param>
    /// <param name="memberOffset">The start of the text in its member.</param>
    /// <param name="next">The position to continue reading after the container's record.</param>
    public static DumpRecord Of(ReadOnlyMemory<byte> text, long memberOffset, TextSource source, DumpPosition next)
    {
        Utf16? utf16 = Utf16.Detect(text.Span);
        ReadOnlyMemory<byte> utf8 = utf16 is null ? text : Encoding.UTF8.GetBytes(utf16.Encoding.GetString(text.Span));
        DumpRecord record = Of(utf8, memberOffset, memberOffset + text.Length, utf16, source) with { Next = next };
        return utf16 is null ? record : record with { Diagnostics = [DumpDiagnostics.Utf16Text(memberOffset, utf16.Order, utf16.HasMark)] };
    }

    private static DumpRecord Of(ReadOnlyMemory<byte> utf8, long offset, long end, Utf16? utf16, TextSource source) => new()
    {
        Member = source.Member,
        Offset = offset,
        Length = end - offset,
        Bytes = utf8,
        Offsets = utf16 is null ? TextOffsets.From(offset) : new TranscodedOffsets(utf8, offset, end, Utf16.UnitBytes),
        TargetUri = source.TargetUri,
        CrawledAt = source.CrawledAt,
        PublishedAt = source.PublishedAt,
        Extra = source.Extra,
        IsArticle = source.IsArticle,
        Diagnostics = utf16 is not null && offset == 0 ? [DumpDiagnostics.Utf16Text(0, utf16.Order, utf16.HasMark)] : [],
        Next = DumpPosition.Start,
    };

    /// <summary>Creates the record for an article that is too long, or for a long part without an article.</summary>
    private static DumpRecord Shortened(DumpRecord record, TextCut cut, TextInput input)
    {
        if (cut.Kept == 0)
        {
            return record with { Refusal = DumpDiagnostics.NoArticleInStretch(record.Offset, record.Length) };
        }

        long kept = input.StoredLength(record.Bytes.Span);
        return record with { Diagnostics = [.. record.Diagnostics, DumpDiagnostics.ArticleTooLong(record.Offset + kept, record.Length - kept)] };
    }
}
