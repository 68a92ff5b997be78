using System.Runtime.CompilerServices;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Pages;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Texts;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads a member that is one HTML page, like a page in a WARC.</summary>
internal sealed class PageRecords(ForwardStream content, TextSource source, DumpReadLimits limits)
{
    /// <remarks>A page that is too large is read as plain text.</remarks>
    public async IAsyncEnumerable<DumpRecord> ReadAsync(DumpPosition start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PageLimits pageLimits = PageLimits.Default;
        if (await content.FillAsync(Math.Min(pageLimits.MaxPageBytes, limits.MaxRecordBytes) + 1, cancellationToken))
        {
            await foreach (DumpRecord record in TextRecords.ReadAsync(content, source, start, limits, cancellationToken))
            {
                yield return record;
            }

            yield break;
        }

        if (start.Offset == 0)
        {
            ReadOnlyMemory<byte> page = content.Buffered;
            DumpPosition next = start with { Offset = page.Length };
            PageTextResult read = PageText.FromPayload(page, "text/html", 0, pageLimits);
            yield return OfPage(read, page.Length, next) with { IsPage = true };
        }
    }

    private DumpRecord OfPage(PageTextResult page, int length, DumpPosition next)
    {
        if (page.Refusal is { } refusal)
        {
            return new DumpRecord
            {
                Member = source.Member,
                Offset = 0,
                Length = length,
                Bytes = default,
                Offsets = TextOffsets.From(0),
                Diagnostics = page.Diagnostics,
                Refusal = refusal,
                Next = next,
            };
        }

        DumpRecord record = TextRecords.Of(page.Text, 0, source with { PublishedAt = page.PublishedAt, IsArticle = page.IsArticle }, next);
        return record with
        {
            Length = length,
            Offsets = new PageOffsets(0, length, page.Text.Length),
            Diagnostics = [.. record.Diagnostics, .. page.Diagnostics],
        };
    }
}
