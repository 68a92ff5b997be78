using System.Runtime.CompilerServices;
using System.Text;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Pages;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Texts;
using NewsFunctions.Html;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads the texts of a WARC (ISO 28500) or WET file. After damage it continues with the next record.</summary>
internal sealed class WarcRecords(ForwardStream content, TextSource source, DumpReadLimits limits, DiagnosticList defects)
{
    private readonly WarcFraming _framing = new(content, limits);
    private readonly WarcCounter _passedOver = new();

    /// <remarks>The records before <paramref name="start"/> are read again, because skipped records are counted and reported at the end.</remarks>
    public async IAsyncEnumerable<DumpRecord> ReadAsync(DumpPosition start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _framing.NextAsync(cancellationToken))
        {
            DumpPosition next = start with { Offset = _framing.End, InText = false, AfterOpenArticle = false };
            if (Read(next, isWanted: _framing.End > start.Offset) is { } record)
            {
                yield return record;
            }

            await _framing.PassAsync(cancellationToken);
        }

        foreach (DumpDiagnostic left in _framing.TakeDefects())
        {
            defects.Add(left);
        }

        if (_passedOver.Count > 0)
        {
            defects.AddAlways(DumpDiagnostics.RecordsWithoutText(content.Taken, _passedOver.Count, _passedOver.ToString()));
        }
    }

    private DumpRecord? Read(DumpPosition next, bool isWanted)
    {
        ReadOnlyMemory<byte> block = _framing.Block;
        WarcHeader header = WarcHeader.Parse(_framing.Header.Span);
        if (WarcKinds.WhyNot(header, _framing.First.Span) is { } why)
        {
            _passedOver.Add(why);
            return null;
        }

        if (!isWanted)
        {
            _framing.TakeDefects();
            return null;
        }

        if (header.Missing is { } missing)
        {
            _framing.Add(DumpDiagnostics.RecordHeader(_framing.Start, missing));
        }

        if (header.HasFoldedTarget)
        {
            _framing.Add(DumpDiagnostics.RecordHeader(_framing.Start, "its WARC-Target-URI is folded over several lines, which were joined"));
        }

        TextSource about = source with { TargetUri = Target(header.TargetUri), CrawledAt = Date(header.Date) };
        DumpRecord record = _framing.IsTooLong
            ? Refused(about, next, DumpDiagnostics.TooLarge(_framing.Offset + limits.MaxRecordBytes))
            : header.Type == WarcType.Response
            ? OfPage(PageText.FromResponse(block, _framing.Offset, PageLimits.Default), about, next)
            : WarcKinds.IsPage(header.MediaType)
            ? OfPage(PageText.FromPayload(block, Encoding.Latin1.GetString(header.ContentType), _framing.Offset, PageLimits.Default), about, next)
            : FileSignatures.Describe(block.Span) is { } foreign
            ? Refused(about, next, DumpDiagnostics.NotPlainText(foreign, _framing.Offset))
            : TextRecords.Of(block, _framing.Offset, about, next);
        DumpDiagnostic[] found = _framing.TakeDefects();
        return found.Length == 0 ? record : record with { Diagnostics = [.. found, .. record.Diagnostics] };
    }

    private DumpRecord OfPage(PageTextResult page, TextSource about, DumpPosition next)
    {
        DumpRecord record = page.Refusal is { } refusal
            ? Refused(about, next, refusal)
            : TextRecords.Of(page.Text, 0, about with { PublishedAt = page.PublishedAt, IsArticle = page.IsArticle }, next) with
            {
                Offset = _framing.Offset,
                Length = _framing.Block.Length,
                Offsets = new PageOffsets(_framing.Offset, _framing.Block.Length, page.Text.Length),
            };
        return page.Diagnostics.Count == 0 ? record : record with { Diagnostics = [.. record.Diagnostics, .. page.Diagnostics] };
    }

    private DumpRecord Refused(TextSource about, DumpPosition next, DumpDiagnostic why) => new()
    {
        Member = about.Member,
        Offset = _framing.Offset,
        Length = next.Offset - _framing.Offset,
        Bytes = default,
        Offsets = TextOffsets.From(_framing.Offset),
        TargetUri = about.TargetUri,
        CrawledAt = about.CrawledAt,
        Refusal = why,
        Next = next,
    };

    private Uri? Target(ReadOnlySpan<byte> written)
    {
        if (written.Length == 0)
        {
            return null;
        }

        if (Uri.TryCreate(Encoding.UTF8.GetString(written), UriKind.Absolute, out Uri? target) && HttpUrl.HasReadableHost(target))
        {
            return target;
        }

        _framing.Add(DumpDiagnostics.FieldNotUnderstood(_framing.Start, "WARC-Target-URI", "an absolute address"));
        return null;
    }

    private DateTimeOffset? Date(ReadOnlySpan<byte> written)
    {
        if (WarcDates.TryParse(written, out DateTimeOffset date))
        {
            return date;
        }

        if (written.Length > 0)
        {
            _framing.Add(DumpDiagnostics.FieldNotUnderstood(_framing.Start, "WARC-Date", "a time in ISO 8601"));
        }

        return null;
    }
}
