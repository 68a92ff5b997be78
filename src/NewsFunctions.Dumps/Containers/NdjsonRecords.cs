using System.Runtime.CompilerServices;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Texts;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads lines of JSON with one article each. An invalid line is reported and the others are still read.</summary>
internal sealed class NdjsonRecords(ForwardStream content, TextSource source, DumpReadLimits limits)
{
    private readonly NdjsonLine _parser = new(limits.MaxExtraBytes);

    public async IAsyncEnumerable<DumpRecord> ReadAsync(DumpPosition start, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await content.SkipAsync(start.Offset, cancellationToken);
        while (await FindLineEndAsync(cancellationToken) is { } length)
        {
            long begin = content.Taken;
            if (length > limits.MaxRecordBytes)
            {
                long all = await PassLineAsync(cancellationToken);
                yield return Refused(begin, all, After(start, content.Taken), DumpDiagnostics.LineTooLong(begin, all));
                continue;
            }

            bool hasEnd = length < content.Buffered.Length;
            if (Read(content.Buffered[..length], After(start, begin + length + (hasEnd ? 1 : 0))) is { } record)
            {
                yield return record;
            }

            content.Take(hasEnd ? length + 1 : length);
        }
    }

    /// <returns>The length of the next line; more than the maximum if it is too long; null at the end.</returns>
    private async ValueTask<int?> FindLineEndAsync(CancellationToken cancellationToken)
    {
        for (int searched = 0; ;)
        {
            int found = TextBytes.IndexOfLineEnd(content.Buffered.Span[searched..]);
            if (found >= 0)
            {
                return await WithoutCrAsync(searched + found, cancellationToken);
            }

            searched = content.Buffered.Length;
            if (searched > limits.MaxRecordBytes)
            {
                return searched;
            }

            if (!await content.FillAsync(searched + 1, cancellationToken))
            {
                return searched == 0 ? null : searched;
            }
        }
    }

    /// <summary>Returns the end without the CR of a CR LF. A CR alone also ends a line, since no JSON string may contain one.</summary>
    private async ValueTask<int> WithoutCrAsync(int end, CancellationToken cancellationToken) =>
        content.Buffered.Span[end] == (byte)'\r' && await content.FillAsync(end + 2, cancellationToken) && content.Buffered.Span[end + 1] == (byte)'\n'
            ? end + 1
            : end;

    private async ValueTask<long> PassLineAsync(CancellationToken cancellationToken)
    {
        long length = 0;
        while (await content.FillAsync(1, cancellationToken))
        {
            int end = TextBytes.IndexOfLineEnd(content.Buffered.Span);
            int some = end < 0 ? content.Buffered.Length : end;
            length += some;
            content.Take(end < 0 ? some : some + 1);
            if (end >= 0)
            {
                break;
            }
        }

        return length;
    }

    private DumpRecord? Read(ReadOnlyMemory<byte> line, DumpPosition next)
    {
        // Files with a byte order mark get concatenated, so any line may begin with one.
        int before = TextBytes.FirstText(line.Span, 0, line.Length);
        line = line[before..].TrimEnd(" \t\r"u8);
        long offset = content.Taken + before;
        if (line.Length == 0)
        {
            return null;
        }

        if (_parser.Parse(line, offset) is { } refusal)
        {
            return Refused(offset, line.Length, next, refusal);
        }

        TextSource about = source with
        {
            TargetUri = _parser.Url,
            PublishedAt = _parser.Date,
            Extra = _parser.Extra,
            IsArticle = true,
        };
        DumpRecord record = TextRecords.Of(_parser.Text, 0, about, next);
        return record with
        {
            Offset = offset,
            Length = line.Length,
            Offsets = new JsonTextOffsets(record.Offsets, _parser.Map, offset),
            Diagnostics = [.. record.Diagnostics, .. _parser.Diagnostics],
        };
    }

    private static DumpPosition After(DumpPosition start, long offset) => start with { Offset = offset, InText = false, AfterOpenArticle = false };

    private DumpRecord Refused(long offset, long length, DumpPosition next, DumpDiagnostic why) => new()
    {
        Member = source.Member,
        Offset = offset,
        Length = length,
        Bytes = default,
        Offsets = TextOffsets.From(offset),
        Refusal = why,
        Next = next,
    };
}
