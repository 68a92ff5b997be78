using System.Text;
using NewsFunctions.Core.Text;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Php;

/// <summary>Reads one value as xdebug prints it in HTML mode and a page shows it: <c>array (size=2)</c>, <c>0 =></c>,
/// <c>'id' => string '900417' (length=6)</c>. It returns the same tokens as <see cref="PhpReader"/>.</summary>
/// <remarks>Only its size ends an array, and only a key further left ends an object; white space may be lost.</remarks>
internal ref struct XdebugReader
{
    /// <summary>The notes that xdebug prints in place of elements.</summary>
    private static readonly byte[][] Notes = [.. ((string[])["empty", "more elements...", "..."]).Select(Encoding.ASCII.GetBytes)];

    private readonly ReadOnlySpan<byte> _text;
    private readonly DiagnosticList? _diagnostics;
    private readonly int _maxDepth;
    private readonly List<Container> _open = [];
    private PhpToken _token;
    private int _at;
    private int _length = -1;
    private bool _started;
    private bool _ranOut;

    /// <param name="start">The start of the value.</param>
    /// <param name="maxDepth">The maximum depth of returned values. Deeper ones are skipped.</param>
    /// <param name="diagnostics">Receives the diagnostics; null if they are not needed.</param>
    public XdebugReader(ReadOnlySpan<byte> text, int start, int maxDepth, DiagnosticList? diagnostics)
    {
        _text = text;
        _at = start;
        _maxDepth = maxDepth;
        _diagnostics = diagnostics;
    }

    /// <summary>The token that <see cref="Read"/> found.</summary>
    public readonly PhpToken Token => _token;

    /// <summary>The current position: after the value, or where it breaks off.</summary>
    public readonly int Position => _at;

    /// <summary>Says whether more text could change the value.</summary>
    public readonly bool RanOut => _ranOut;

    /// <summary>Returns whether an array or object of this form begins here that is a related list, an item or something around them.</summary>
    public static bool IsList(ReadOnlySpan<byte> text, int start)
    {
        const int Reach = 240;
        text = text[..Math.Min(text.Length, start + Reach)];
        if (!XdebugValue.TryReadContainer(text, start, out XdebugValue head))
        {
            return false;
        }

        int at = TextBytes.SkipWhite(text, head.End, text.Length);
        return head is { Kind: PhpKind.Array, Declared: 0 }
            || (TryReadKey(text, at, out PhpKeySpans key, out int valueAt)
                && (ItemFields.IndexOf(text.Slice(key.Name.Start, key.Name.Length)) >= 0
                    || XdebugValue.TryReadContainer(text, TextBytes.SkipWhite(text, valueAt, text.Length), out _)
                    || text[TextBytes.SkipWhite(text, valueAt, text.Length)..] is var value
                        && value.StartsWith("string '"u8) && JsonListShape.IsListOrItem(value[8..])));
    }

    /// <summary>Reads the next token. Returns false after the value.</summary>
    public bool Read()
    {
        while (Step())
        {
            if (_token.Depth <= _maxDepth)
            {
                return true;
            }
        }

        return false;
    }

    private bool Step()
    {
        if (!_started)
        {
            _started = true;
            return TryReadValue(_at, key: null);
        }

        if (_open.Count == 0)
        {
            return false;
        }

        Container top = _open[^1];
        if (top.Kind != PhpKind.Array || top.Count < top.Declared)
        {
            int at = SkipWhite(_at);
            if (TryReadKey(_text, at, out PhpKeySpans key, out int valueAt) && IsOf(top, at))
            {
                int column = top.Count == 0 ? ColumnOf(at) : top.Column;
                int level = _open.Count - 1;
                if (TryReadValue(SkipWhite(valueAt), key))
                {
                    _open[level] = top with { Count = top.Count + 1, Column = column };
                    return true;
                }
            }

            PassNote(at);
        }

        Close();
        return true;
    }

    /// <summary>Returns whether a key may belong to a container. In an object it must be a property, and no further left than the first
    /// one.</summary>
    private readonly bool IsOf(Container container, int key) =>
        container.Kind == PhpKind.Array || (_text[key] == (byte)'p' && (container.Count == 0 || ColumnOf(key) >= container.Column));

    private readonly int ColumnOf(int at) => at - 1 - _text[..at].LastIndexOfAny((byte)'\n', (byte)'\r');

    private bool TryReadValue(int at, PhpKeySpans? key)
    {
        int depth = _open.Count;
        if (XdebugValue.TryReadContainer(_text, at, out XdebugValue head))
        {
            _open.Add(new Container(head.Kind, at, head.Declared, 0, 0));
            _at = head.End;
            _token = new PhpToken(head.Kind, IsEnd: false, IsComplete: true, IsReference: false, at, head.Content, head.Declared, _at, key, depth);
            return true;
        }

        if (_text[at..].StartsWith("string '"u8))
        {
            ReadString(at, key, depth);
            return true;
        }

        if (!XdebugValue.TryReadScalar(_text, at, out XdebugValue scalar))
        {
            return false;
        }

        _at = scalar.End;
        _ranOut |= _at == _text.Length;
        _token = new PhpToken(scalar.Kind, IsEnd: false, IsComplete: true, IsReference: false, at, scalar.Content, 0, _at, key, depth);
        return true;
    }

    private void ReadString(int at, PhpKeySpans? key, int depth)
    {
        int content = at + "string '".Length;
        int quote = FindStringEnd(content, out long declared, out bool isWhole, out int next);
        var span = new TextSpan(content, quote - content);
        if (declared != span.Length)
        {
            _diagnostics?.Add(DumpDiagnostics.StringLengthDiffers(at, declared, span.Length));
        }

        _at = next;
        _token = new PhpToken(PhpKind.String, IsEnd: false, isWhole, IsReference: false, at, span, declared, _at, key, depth);
    }

    /// <summary>Finds the quote before <c>(length=N)</c>. A text may contain such words, so the one whose N matches counts.</summary>
    private int FindStringEnd(int content, out long declared, out bool isWhole, out int next)
    {
        const int MaxTries = 16;
        (int Quote, long Declared, int Next, bool IsWhole)? first = null;
        for (int tries = 0, from = content; tries < MaxTries && FindLength(from) is >= 0 and var at; tries++, from = at + 1)
        {
            ReadOnlySpan<byte> before = _text[content..at].TrimEnd((byte)' ');
            bool isCut = before.EndsWith("'..."u8);
            if ((!isCut && !before.EndsWith("'"u8)) || !PhpSyntax.TryReadCount(_text, at + "(length=".Length, out long count, out int end))
            {
                continue;
            }

            int length = before.Length - (isCut ? 4 : 1);
            first ??= (content + length, count, end, !isCut);
            if (length >= count || isCut)
            {
                first = length == count || isCut ? (content + length, count, end, !isCut) : first;
                break;
            }
        }

        if (first is { } found)
        {
            (declared, isWhole, next) = (found.Declared, found.IsWhole, found.Next);
            return found.Quote;
        }

        int lineEnd = TextBytes.IndexOfLineEnd(_text[content..]);
        next = lineEnd < 0 ? _text.Length : content + lineEnd;
        (declared, isWhole) = (next - content, false);
        _ranOut |= next == _text.Length;
        return next;
    }

    /// <summary>Finds the next <c>(length=</c>. The result is cached, so that a text without one is searched once.</summary>
    private int FindLength(int from)
    {
        if (_length < from)
        {
            int found = _text[from..].IndexOf("(length="u8);
            _length = found < 0 ? int.MaxValue : from + found;
        }

        _ranOut |= _length == int.MaxValue;
        return _length == int.MaxValue ? -1 : _length;
    }

    /// <summary>Skips a note in place of elements.</summary>
    private void PassNote(int at)
    {
        foreach (byte[] note in Notes)
        {
            if (_text[at..].StartsWith(note))
            {
                _at = at + note.Length;
                return;
            }
        }
    }

    private void Close()
    {
        Container closed = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (closed.Kind == PhpKind.Array && closed.Declared != closed.Count)
        {
            _diagnostics?.Add(DumpDiagnostics.CountDiffers(closed.Start, closed.Declared, closed.Count));
        }

        _token = new PhpToken(
            closed.Kind, IsEnd: true, IsComplete: true, IsReference: false, closed.Start, default, closed.Declared, _at, Key: null, _open.Count);
    }

    private static bool TryReadKey(ReadOnlySpan<byte> text, int at, out PhpKeySpans key, out int valueAt)
    {
        if (at < text.Length && PhpKeys.TryReadXdebug(text, at, out key, out valueAt))
        {
            return true;
        }

        key = default;
        valueAt = at;
        int length = text[at..].IndexOf(" =>"u8) is var found and > 0 and <= 20 ? found : 0;
        if (!PhpSyntax.IsInteger(text.Slice(at, length)))
        {
            return false;
        }

        key = new PhpKeySpans(new TextSpan(at, length), IsInt: true, PhpVisibility.Public, default);
        valueAt = at + length + 3;
        return true;
    }

    private int SkipWhite(int at)
    {
        at = TextBytes.SkipWhite(_text, at, _text.Length);
        _ranOut |= at == _text.Length;
        return at;
    }

    private readonly record struct Container(PhpKind Kind, int Start, long Declared, long Count, int Column);
}
