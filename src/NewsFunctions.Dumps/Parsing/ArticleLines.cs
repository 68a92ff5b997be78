using System.Text;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Bytes;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Parsing;

/// <summary>Holds the lines of one article and classifies those that are not paragraphs. docs/dump-format.md has the rules.</summary>
internal sealed class ArticleLines
{
    /// <summary>The maximum number of repaired lines with separate diagnostics. One diagnostic covers all further ones.</summary>
    private const int MaxRepairs = 50;

    /// <summary>The maximum number of lines kept for one article.</summary>
    public const int MaxLines = 100_000;

    private readonly List<TextSpan> _lines = [];
    private DiagnosticList _diagnostics = new();
    private bool _ascii;
    private int _mark;
    private int _crLf;
    private int _loneCr;
    private long _loneCrs;
    private int _repairs;
    private int _firstMoreRepairs;
    private StringBuilder? _moreRepairs;
    private int _bytes;
    private int _firstDropped;
    private long _dropped;

    public int Count => _lines.Count;

    public int Capacity => _lines.Capacity;

    /// <param name="ascii">Whether the article is entirely ASCII.</param>
    public void Begin(bool ascii, DiagnosticList diagnostics)
    {
        _lines.Clear();
        _ascii = ascii;
        _diagnostics = diagnostics;
        _mark = _crLf = _loneCr = -1;
        _loneCrs = 0;
        _repairs = 0;
        _moreRepairs = null;
        _bytes = 0;
        _firstDropped = -1;
        _dropped = 0;
    }

    /// <summary>Adds the non-blank lines of a range while the article has room for them.</summary>
    public void Add(ReadOnlySpan<byte> text, int start, int end)
    {
        for (int at = start; at < end;)
        {
            int length = TextBytes.IndexOfLineEnd(text[at..end]);
            int lineEnd = length < 0 ? end : at + length;
            if (lineEnd > at)
            {
                TextSpan line = TextBytes.Trim(text, at, lineEnd);
                _mark = _mark < 0 && text[at] == 0xEF && line.Start > at ? at : _mark;
                if (line.Length > 0 && !TryAdd(text, line))
                {
                    Drop(_lines.Count > 0 && _lines[^1].Start == line.Start ? _lines[^1].End : line.Start, end);
                    return;
                }
            }

            if (lineEnd < end && text[lineEnd] == (byte)'\r')
            {
                if (lineEnd + 1 < text.Length && text[lineEnd + 1] == (byte)'\n')
                {
                    _crLf = _crLf < 0 ? lineEnd : _crLf;
                    lineEnd++;
                }
                else
                {
                    _loneCr = _loneCrs++ == 0 ? lineEnd : _loneCr;
                }
            }

            at = lineEnd + 1;
        }
    }

    /// <summary>Adds a line, or the beginning of a line that is too long.</summary>
    /// <returns>False if the article has no room for all of it.</returns>
    private bool TryAdd(ReadOnlySpan<byte> text, TextSpan line)
    {
        if (_firstDropped >= 0 || _lines.Count == MaxLines)
        {
            return false;
        }

        int room = DumpReadLimits.MaxKeptBytes - _bytes;
        if (line.Length <= room)
        {
            _lines.Add(line);
            _bytes += line.Length;
            return true;
        }

        while (room > 0 && (text[line.Start + room] & 0xC0) == 0x80)
        {
            room--;
        }

        TextSpan beginning = TextBytes.Trim(text, line.Start, line.Start + room);
        if (beginning.Length > 0)
        {
            _lines.Add(beginning);
        }

        return false;
    }

    private void Drop(int start, int end)
    {
        _firstDropped = _firstDropped < 0 ? start : _firstDropped;
        _dropped += end - start;
    }

    /// <summary>Takes the <c>/srv/www/show.php:12:</c> that xdebug prints before a dump. It is not part of the article's text.</summary>
    public void TakeSource(ReadOnlySpan<byte> text)
    {
        if (_firstDropped < 0 && _lines.Count > 0 && LineShapes.IsSource(Bytes(text, _lines[^1])))
        {
            int start = _lines[^1].Start;
            _diagnostics.AddAlways(DumpDiagnostics.SourceOfDump(start) with { Original = Take(text, _lines.Count - 1) });
        }
    }

    /// <summary>Takes the first line before the dateline, or, without a dateline, only a line that occurs twice. Its repeats are dropped.</summary>
    public string? TakeTitle(ReadOnlySpan<byte> text, bool hasDateline)
    {
        if (_lines.Count == 0 || (!hasDateline && (_lines.Count < 2 || !AreEqual(text, _lines[0], _lines[1]))))
        {
            return null;
        }

        TextSpan title = _lines[0];
        int kept = 0;
        for (int i = 1; i < _lines.Count; i++)
        {
            if (!AreEqual(text, title, _lines[i]))
            {
                _lines[kept++] = _lines[i];
            }
        }

        _lines.RemoveRange(kept, _lines.Count - kept);
        if (hasDateline && kept > 0)
        {
            _diagnostics.Add(DumpDiagnostics.SeveralTitles(_lines[0].Start));
        }

        return Decode(text, title);
    }

    public string? TakeSignature(ReadOnlySpan<byte> text) =>
        _firstDropped < 0 && _lines.Count > 0 && LineShapes.IsSignature(Bytes(text, _lines[^1])) ? Take(text, _lines.Count - 1) : null;

    public string? TakeSection(ReadOnlySpan<byte> text)
    {
        for (int i = 1; i < _lines.Count; i++)
        {
            if (LineShapes.IsSection(Bytes(text, _lines[i])))
            {
                return Take(text, i);
            }
        }

        return null;
    }

    /// <param name="before">The number of lines before the block.</param>
    public void ReportTextAfterBlock(int before)
    {
        if (_lines.Count > before)
        {
            _diagnostics.AddAlways(DumpDiagnostics.TextAfterBlock(_lines[before].Start, _lines.Count - before));
        }
    }

    public string[] ToParagraphs(ReadOnlySpan<byte> text)
    {
        string[] paragraphs = new string[_lines.Count];
        for (int i = 0; i < paragraphs.Length; i++)
        {
            paragraphs[i] = Decode(text, _lines[i]);
        }

        if (_moreRepairs is { } more)
        {
            _diagnostics.AddAlways(DumpDiagnostics.MoreEncodedTwice(_firstMoreRepairs, _repairs - MaxRepairs, more.ToString()));
        }

        return paragraphs;
    }

    /// <summary>Reports what was skipped between and after the added lines.</summary>
    public void ReportLineEnds()
    {
        if (_dropped > 0)
        {
            _diagnostics.AddAlways(DumpDiagnostics.ArticleTooLong(_firstDropped, _dropped));
        }

        if (_mark >= 0)
        {
            _diagnostics.AddAlways(DumpDiagnostics.ByteOrderMark(_mark));
        }

        if (_crLf >= 0)
        {
            _diagnostics.AddAlways(DumpDiagnostics.CarriageReturns(_crLf));
        }

        if (_loneCrs > 0)
        {
            _diagnostics.AddAlways(DumpDiagnostics.LoneCarriageReturns(_loneCr, _loneCrs));
        }
    }

    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> text, TextSpan line) => text.Slice(line.Start, line.Length);

    private static bool AreEqual(ReadOnlySpan<byte> text, TextSpan a, TextSpan b) => Bytes(text, a).SequenceEqual(Bytes(text, b));

    private string Take(ReadOnlySpan<byte> text, int index)
    {
        string taken = Decode(text, _lines[index]);
        _lines.RemoveAt(index);
        return taken;
    }

    private string Decode(ReadOnlySpan<byte> text, TextSpan line)
    {
        string written = Cesu8.GetString(Bytes(text, line));
        if (_ascii || !Mojibake.TryRepair(written, out string repaired))
        {
            return written;
        }

        repaired = repaired.TrimStart('\ufeff');
        if (repaired.Length == 0)
        {
            return written;
        }

        if (_repairs++ < MaxRepairs)
        {
            _diagnostics.AddAlways(DumpDiagnostics.EncodedTwice(line.Start, written));
        }
        else if (_moreRepairs is null)
        {
            _firstMoreRepairs = line.Start;
            _moreRepairs = new StringBuilder(written);
        }
        else
        {
            _moreRepairs.Append('\n').Append(written);
        }

        return repaired;
    }
}
