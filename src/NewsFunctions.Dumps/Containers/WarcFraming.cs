using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Finds the records of a WARC: their starts and their real ends, which may differ from the declared ones.</summary>
internal sealed class WarcFraming(ForwardStream content, DumpReadLimits limits)
{
    /// <summary>The length of the two line ends after a block and of the start of the next record.</summary>
    private const int LookBeyond = 16 + OpeningLength;

    private const int OpeningLength = WarcHeader.OpeningLength;

    private DiagnosticList? _defects;
    private int _header;
    private int _block;
    private long _tooLong;

    /// <summary>The start of the record.</summary>
    public long Start => content.Taken;

    /// <summary>The start of its block.</summary>
    public long Offset => content.Taken + _header;

    /// <summary>The end of its block; for a block that is too long, its declared end.</summary>
    public long End => Offset + (IsTooLong ? _tooLong : _block);

    public ReadOnlyMemory<byte> Header => content.Buffered[.._header];

    /// <summary>The block. It is empty if it <see cref="IsTooLong"/>.</summary>
    public ReadOnlyMemory<byte> Block => content.Buffered.Slice(_header, _block);

    /// <summary>The block, or the buffered part of a block that is too long.</summary>
    public ReadOnlyMemory<byte> First => IsTooLong || _block == 0 ? content.Buffered[_header..] : Block;

    public bool IsTooLong => _tooLong > 0;

    public void Add(DumpDiagnostic defect) => (_defects ??= new DiagnosticList()).Add(defect);

    /// <summary>Returns the defects found since the last call.</summary>
    public DumpDiagnostic[] TakeDefects()
    {
        DumpDiagnostic[] found = _defects?.ToArray() ?? [];
        _defects = null;
        return found;
    }

    /// <summary>Moves to the next record.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        while (await FindVersionAsync(cancellationToken))
        {
            if (await FindHeaderEndAsync(cancellationToken))
            {
                await MeasureAsync(cancellationToken);
                return true;
            }

            Add(DumpDiagnostics.RecordHeader(content.Taken, "it does not end"));
            content.Take(1);
        }

        return false;
    }

    /// <summary>Skips the record.</summary>
    public async ValueTask PassAsync(CancellationToken cancellationToken)
    {
        content.Take(_header + _block);
        if (!IsTooLong)
        {
            return;
        }

        long offset = content.Taken;
        for (long left = _tooLong; left > 0;)
        {
            await content.FillAsync((int)Math.Min(left, OpeningLength + 1), cancellationToken);
            if (content.Buffered.Length == 0)
            {
                Add(DumpDiagnostics.WrongRecordLength(offset, _tooLong, content.Taken - offset));
                return;
            }

            // Such a long block may have a wrong length. If a record begins within it, that record ends it.
            ReadOnlyMemory<byte> some = content.Buffered[..(int)Math.Min(left, content.Buffered.Length)];
            int version = WarcHeader.FindRecord(some.Span);
            int pass = version >= 0 ? version : some.Length == left ? some.Length : Math.Max(1, some.Length - OpeningLength);
            content.Take(pass);
            left -= pass;
            if (version >= 0)
            {
                Add(DumpDiagnostics.WrongRecordLength(offset, _tooLong, content.Taken - offset));
                return;
            }
        }
    }

    /// <summary>Moves to the start of the next record, skipping line ends and other bytes.</summary>
    private async ValueTask<bool> FindVersionAsync(CancellationToken cancellationToken)
    {
        long foreign = -1;
        long start = content.Taken;
        while (await content.FillAsync(1, cancellationToken))
        {
            if (foreign < 0)
            {
                int lineEnds = content.Buffered.Span.IndexOfAnyExcept((byte)'\r', (byte)'\n');
                content.Take(lineEnds < 0 ? content.Buffered.Length : lineEnds);
                start = content.Taken;
                if (lineEnds < 0)
                {
                    continue;
                }
            }

            await content.FillAsync(OpeningLength + 1, cancellationToken);
            if (foreign < 0 && FileSignatures.IsWarc(content.Buffered.Span))
            {
                return true;
            }

            foreign = start;
            int version = WarcHeader.FindRecord(content.Buffered.Span);
            if (version >= 0)
            {
                content.Take(version);
                Add(DumpDiagnostics.NotARecord(foreign, content.Taken - foreign));
                return true;
            }

            content.Take(Math.Max(1, content.Buffered.Length - OpeningLength));
        }

        if (foreign >= 0)
        {
            Add(DumpDiagnostics.NotARecord(foreign, content.Taken - foreign));
        }

        return false;
    }

    private async ValueTask<bool> FindHeaderEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            int length = content.Buffered.Length;
            _header = WarcHeader.FindEnd(content.Buffered.Span[..Math.Min(length, limits.MaxHeaderBytes)]);
            if (_header >= 0)
            {
                return true;
            }

            if (length >= limits.MaxHeaderBytes || !await content.FillAsync(length + 1, cancellationToken))
            {
                _header = 0;
                return false;
            }
        }
    }

    /// <summary>Finds the end of the block: the declared one if the record ends there, else the start of the next record.</summary>
    private async ValueTask MeasureAsync(CancellationToken cancellationToken)
    {
        (_block, _tooLong) = (0, 0);
        long declared = WarcHeader.Parse(Header.Span).Length;
        if (declared >= 0 && declared <= limits.MaxRecordBytes)
        {
            await content.FillAsync(_header + (int)declared + LookBeyond, cancellationToken);
            if (EndsAt(_header + (int)declared))
            {
                _block = (int)declared;
                return;
            }
        }
        else if (declared > 0)
        {
            await content.FillAsync(_header + HttpHead.MaxHeader, cancellationToken);
            if (WarcKinds.WhyNot(WarcHeader.Parse(Header.Span), First.Span) is not null)
            {
                _tooLong = declared;
                return;
            }
        }

        if (await FindEndAsync(cancellationToken) is { } end)
        {
            _block = IsPadding(declared, end) ? (int)declared : end - _header;
            if (_block != declared)
            {
                Add(DumpDiagnostics.WrongRecordLength(content.Taken, declared, _block));
            }
        }
        else if (declared > 0 && declared <= limits.MaxRecordBytes)
        {
            // No other information says where it ends.
            _block = (int)declared;
        }
        else
        {
            _tooLong = Math.Max(declared, limits.MaxRecordBytes);
        }
    }

    private bool EndsAt(int end)
    {
        ReadOnlySpan<byte> buffered = content.Buffered.Span;
        if (end > buffered.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> beyond = buffered[end..];
        ReadOnlySpan<byte> next = beyond.TrimStart("\r\n"u8);
        return next.Length == 0 || FileSignatures.IsWarc(next) || beyond.StartsWith("\r\n\r\n"u8) || beyond.StartsWith("\n\n"u8);
    }

    /// <summary>Returns the end of the block by the start of the next record or the end of the WARC. Returns null if neither is near.</summary>
    private async ValueTask<int?> FindEndAsync(CancellationToken cancellationToken)
    {
        // The search starts at the header's line end, because the next record may follow immediately.
        int searched = _header - 1;
        while (true)
        {
            int version = WarcHeader.FindRecord(content.Buffered.Span[searched..]);
            if (version >= 0)
            {
                return WithoutPadding(Math.Max(searched + version, _header));
            }

            int length = content.Buffered.Length;
            if (length - _header > limits.MaxRecordBytes)
            {
                return null;
            }

            searched = Math.Max(_header - 1, length - OpeningLength);
            if (!await content.FillAsync(length + 1, cancellationToken))
            {
                return WithoutLineEnds(length);
            }
        }
    }

    /// <summary>Returns whether only NULs, blanks and line ends are between the declared end and the likely end of the record.</summary>
    private bool IsPadding(long declared, int end) =>
        declared >= 0 && _header + declared < end && !content.Buffered.Span[(_header + (int)declared)..end].ContainsAnyExcept("\0 \t\r\n"u8);

    /// <summary>Returns the end without the NULs that some writers leave before the next record.</summary>
    private int WithoutPadding(int end) => WithoutLineEnds(_header + content.Buffered.Span[_header..end].TrimEnd((byte)0).Length);

    // Two line ends end a record.
    private int WithoutLineEnds(int end)
    {
        ReadOnlySpan<byte> block = content.Buffered.Span[_header..end];
        for (int i = 0; i < 2 && block is [.., (byte)'\n']; i++)
        {
            block = block is [.., (byte)'\r', (byte)'\n'] ? block[..^2] : block[..^1];
        }

        return _header + block.Length;
    }
}
