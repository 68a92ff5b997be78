using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Php;

/// <summary>Reads one value of a <c>var_dump</c> forward, one token at a time, whatever its defects.</summary>
/// <remarks>It neither recurses nor reads anything again without bound: the time is linear in the text, the memory in the depth that is
/// kept. If PHP's counts do not match, the text counts and a diagnostic reports it.</remarks>
internal ref struct PhpReader
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly DiagnosticList? _diagnostics;
    private readonly int _mostDepth;
    private readonly PhpStringEnds _strings;
    private Container[] _open = [];
    private PhpToken _token;
    private int _at;
    private int _depth;
    private int _arrow = -1;
    private int _arrowFrom = int.MaxValue;
    private int _lineStart = int.MaxValue;
    private int _lineEnd;
    private bool _started;
    private bool _tooDeep;
    private bool _ranOut;

    /// <param name="start">The start of the value.</param>
    /// <param name="mostDepth">The maximum depth of returned values. Deeper ones are skipped.</param>
    /// <param name="diagnostics">Receives the diagnostics; null if they are not needed.</param>
    public PhpReader(ReadOnlySpan<byte> text, int start, int mostDepth, DiagnosticList? diagnostics)
    {
        _text = text;
        _at = start;
        _mostDepth = mostDepth;
        _diagnostics = diagnostics;
        _strings = new PhpStringEnds(text);
    }

    /// <summary>The token that <see cref="Read"/> found.</summary>
    public readonly PhpToken Token => _token;

    /// <summary>The current position: after the value, or where it breaks off.</summary>
    public readonly int Position => _at;

    /// <summary>Says whether the value breaks off. The ends of open containers are still returned.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Says whether more text could change the value.</summary>
    public readonly bool RanOut => _ranOut;

    /// <summary>Reads the next token. Returns false after the value.</summary>
    public bool Read()
    {
        while (Step())
        {
            if (_token.Depth <= _mostDepth)
            {
                return true;
            }

            if (!_tooDeep)
            {
                _tooDeep = true;
                _diagnostics?.Add(DumpDiagnostics.NestedTooDeep(_token.Start, _mostDepth));
            }
        }

        return false;
    }

    private bool Step()
    {
        if (!_started)
        {
            _started = true;
            IsBroken = !TryReadValue(_at, key: null);
            return !IsBroken;
        }

        while (_depth > 0)
        {
            int at = IsBroken ? _at : SkipWhite(_at);
            if (IsBroken || (at < _text.Length && _text[at] == (byte)'}'))
            {
                Close(at);
                return true;
            }

            if (TryReadKey(at, out PhpKeySpans key, out int valueAt) && TryReadValue(valueAt, key))
            {
                return true;
            }

            PassOver(at);
        }

        return false;
    }

    private bool TryReadValue(int at, PhpKeySpans? key)
    {
        if (!PhpSyntax.TryReadHead(_text, at, out PhpHead head))
        {
            return false;
        }

        int depth = _depth;
        if (depth > 0 && depth - 1 <= _mostDepth && head.Kind != PhpKind.Uninitialized)
        {
            // PHP does not count properties that have no value yet.
            _open[depth - 1].Count++;
        }

        TextSpan content = head.Content;
        bool complete = true;
        _at = head.End;
        if (head.Kind == PhpKind.String)
        {
            PhpStringEnd end = FindStringEnd(head, depth > 0, out complete);
            content = new TextSpan(head.End, end.End - head.End);
            _at = end.Next;
            if (content.Length != head.Declared)
            {
                _diagnostics?.Add(DumpDiagnostics.StringLengthDiffers(at, head.Declared, content.Length));
            }
        }

        if (head.Kind is PhpKind.Array or PhpKind.Object)
        {
            Open(new Container(head.Kind, at, head.Declared, 0));
        }

        _token = new PhpToken(head.Kind, IsEnd: false, complete, head.IsReference, at, content, head.Declared, _at, key, depth);
        return true;
    }

    private PhpStringEnd FindStringEnd(PhpHead head, bool inside, out bool complete)
    {
        complete = true;
        if (_strings.EndsAsDeclared(head.End, head.Declared, inside, ref _ranOut))
        {
            int quote = head.End + (int)head.Declared;
            return new PhpStringEnd(quote, quote + 1);
        }

        complete = _strings.TryFind(head.End, LineEnd(head.End), inside, ref _ranOut, out PhpStringEnd end);
        return end;
    }

    private void Open(Container container)
    {
        if (_depth <= _mostDepth)
        {
            if (_depth == _open.Length)
            {
                Array.Resize(ref _open, Math.Max(8, 2 * _open.Length));
            }

            _open[_depth] = container;
        }

        _depth++;
    }

    private void Close(int at)
    {
        // If the value breaks off, no reader waits for the ends of containers deeper than the kept depth.
        _depth = (IsBroken ? Math.Min(_depth, _mostDepth + 1) : _depth) - 1;
        _at = IsBroken ? at : at + 1;
        Container closed = _depth <= _mostDepth ? _open[_depth] : default;
        if (!IsBroken && closed.Declared != closed.Count)
        {
            _diagnostics?.Add(DumpDiagnostics.CountDiffers(closed.Start, closed.Declared, closed.Count));
        }

        _token = new PhpToken(closed.Kind, IsEnd: true, !IsBroken, IsReference: false, closed.Start, default, closed.Declared, _at, Key: null, _depth);
    }

    /// <summary>Continues with the next element or <c>}</c> in this line or the next one. Otherwise the value breaks off.</summary>
    private void PassOver(int at)
    {
        int lineEnd = LineEnd(at);
        int next = at;
        while (next < lineEnd)
        {
            int found = _text[(next + 1)..lineEnd].IndexOfAny((byte)'[', (byte)'}', (byte)'\'');
            next = found < 0 ? lineEnd : next + 1 + found;
            if (next < lineEnd && (_text[next] == (byte)'}' || TryReadKey(next, out _, out _)))
            {
                GoOn(at, next);
                return;
            }
        }

        next = SkipWhite(lineEnd);
        if (next < _text.Length && (_text[next] == (byte)'}' || TryReadKey(next, out _, out _)))
        {
            GoOn(at, next);
            return;
        }

        LineEnd(next);
        IsBroken = true;
        _at = TextBytes.Trim(_text, at, FindEndOfBroken(at, lineEnd)).End;
        _diagnostics?.AddAlways(DumpDiagnostics.ArrayCutOff(at, _depth, _at - at));
    }

    /// <summary>Returns the end of a broken value. The start of a truncated element is part of the value; other text is not.</summary>
    private int FindEndOfBroken(int at, int lineEnd)
    {
        if (at == _text.Length || _text[at] is not ((byte)'[' or (byte)'\''))
        {
            return at;
        }

        int next = TextBytes.SkipWhite(_text, lineEnd, _text.Length);
        int nextEnd = LineEnd(next);
        return TextBytes.Trim(_text, at, lineEnd) is { Length: > 0 } key && _text[..key.End].EndsWith("=>"u8)
            && PhpSyntax.MayBeCutValue(_text[next..nextEnd]) ? nextEnd : lineEnd;
    }

    private void GoOn(int at, int next)
    {
        _diagnostics?.Add(DumpDiagnostics.Unreadable(at, TextBytes.Trim(_text, at, next).Length));
        _at = next;
    }

    /// <summary>Reads <c>[key]=></c>, or an xdebug key, if a value seems to follow. PHP does not escape quotes in keys: the first place
    /// where the rest matches ends them.</summary>
    private bool TryReadKey(int at, out PhpKeySpans key, out int valueAt)
    {
        key = default;
        valueAt = at;
        if (at + 1 < _text.Length && PhpKeys.TryReadXdebug(_text, at, out key, out int arrowEnd))
        {
            valueAt = SkipWhite(arrowEnd);
            return PhpSyntax.MayBeValue(_text, valueAt);
        }

        if (at + 1 >= _text.Length || _text[at] != (byte)'[')
        {
            return false;
        }

        int name = at + 1;
        if (_text[name] != (byte)'"')
        {
            if (!PhpKeys.TryReadNumber(_text, name, out int end))
            {
                return false;
            }

            key = new PhpKeySpans(new TextSpan(name, end - name), IsInt: true, PhpVisibility.Public, default);
            valueAt = SkipWhite(PhpKeys.ArrowEnd(_text, end));
            return PhpSyntax.MayBeValue(_text, valueAt);
        }

        int arrow = FindArrow(Math.Min(name + 2, _text.Length));
        if (arrow < 0 || arrow - name > PhpKeys.Longest)
        {
            return false;
        }

        key = PhpKeys.Read(_text, name + 1, arrow);
        valueAt = SkipWhite(arrow + PhpKeys.Arrow.Length);
        return true;
    }

    /// <summary>Finds the next
    /// <c>]=></c> that ends a name before a value. The result is cached, so that a text full of brackets is searched once.</summary>
    private int FindArrow(int from)
    {
        if (from >= _arrowFrom && (_arrow < 0 || from <= _arrow))
        {
            return _arrow;
        }

        _arrowFrom = from;
        for (int at = from; ; at++)
        {
            int found = _text[at..].IndexOf(PhpKeys.Arrow);
            if (found < 0)
            {
                _arrow = -1;
                return _arrow;
            }

            at += found;
            if (PhpKeys.EndsName(_text, at) && PhpSyntax.MayBeValue(_text, SkipWhite(at + PhpKeys.Arrow.Length)))
            {
                _arrow = at;
                return _arrow;
            }
        }
    }

    private int SkipWhite(int at)
    {
        at = TextBytes.SkipWhite(_text, at, _text.Length);
        _ranOut |= at == _text.Length;
        return at;
    }

    /// <summary>Returns the end of the line. It is cached, because a line may be the whole text.</summary>
    private int LineEnd(int at)
    {
        if (at < _lineStart || at > _lineEnd)
        {
            int length = _text[at..].IndexOf((byte)'\n');
            _lineStart = at;
            _lineEnd = length < 0 ? _text.Length : at + length;
        }

        _ranOut |= _lineEnd == _text.Length;
        return _lineEnd;
    }

    private record struct Container(PhpKind Kind, int Start, long Declared, long Count);
}
