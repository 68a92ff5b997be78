using System.Runtime.CompilerServices;
using System.Text;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Texts;

/// <summary>Reads a text of any length as records of whole articles.</summary>
/// <remarks>Where a record ends depends on what it holds alone, neither on how the stream came in nor on where reading began.</remarks>
internal static class TextRecords
{
    /// <param name="content">Stands at the text's first byte; read forward, or seeks over what is passed over.</param>
    /// <param name="start">Where an earlier reading stopped; what is before it is passed over.</param>
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

    /// <summary>A text that is in memory already: that of one record of a container.</summary>
    /// <param name="text">As the member has it, byte order mark and all; it may be UTF-16.</param>
    /// <param name="memberOffset">Where it begins in its member.</param>
    /// <param name="next">Where reading goes on after the record of the container.</param>
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

    /// <summary>A record whose article is too long to be read as one, or in which none was found for as long.</summary>
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
