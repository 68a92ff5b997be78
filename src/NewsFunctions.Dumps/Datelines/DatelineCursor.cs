namespace NewsFunctions.Dumps.Datelines;

/// <summary>Reads the parts of a dateline from left to right. Parts that do not match are not consumed.</summary>
internal ref struct DatelineCursor(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    public readonly bool AtEnd => _at == _text.Length;

    public readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>The next letters, up to the first other character.</summary>
    public readonly ReadOnlySpan<char> Letters => _text.Slice(_at, LettersFrom(_at));

    /// <summary>The next letters and, after a single space, the letters that follow. It is empty without such a space.</summary>
    public readonly ReadOnlySpan<char> TwoWords
    {
        get
        {
            int first = LettersFrom(_at);
            int space = _at + first;
            int second = first > 0 && space < _text.Length && _text[space] == ' ' ? LettersFrom(space + 1) : 0;
            return second == 0 ? [] : _text.Slice(_at, first + 1 + second);
        }
    }

    public void Take(int length) => _at += length;

    public bool Take(ReadOnlySpan<char> word)
    {
        bool found = Letters.Equals(word, StringComparison.OrdinalIgnoreCase);
        _at += found ? word.Length : 0;
        return found;
    }

    public bool TakeAny(string[] words)
    {
        foreach (string word in words)
        {
            if (Take(word))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the number of characters that match a spelling, which may contain spaces. Returns 0 if they do not match,
    /// or if another letter follows.</summary>
    /// <param name="spelling">The spelling in capitals, without spaces.</param>
    public readonly int Match(ReadOnlySpan<char> spelling)
    {
        int at = _at;
        for (int i = 0; i < spelling.Length; i++, at++)
        {
            at += i > 0 && at < _text.Length && _text[at] == ' ' ? 1 : 0;
            if (at == _text.Length || char.ToUpperInvariant(_text[at]) != spelling[i])
            {
                return 0;
            }
        }

        return at < _text.Length && char.IsLetter(_text[at]) ? 0 : at - _at;
    }

    public bool Take(char literal)
    {
        bool found = _at < _text.Length && _text[_at] == literal;
        _at += found ? 1 : 0;
        return found;
    }

    public bool Number(int least, int most, out int value)
    {
        value = 0;
        int end = _at;
        while (end < _text.Length && end - _at < most && char.IsAsciiDigit(_text[end]))
        {
            value = (value * 10) + (_text[end++] - '0');
        }

        bool found = end - _at >= least;
        _at = found ? end : _at;
        return found;
    }

    /// <summary>Takes spaces, including at most one of the separators. At least one character is required.</summary>
    public bool Gap(ReadOnlySpan<char> separators)
    {
        int start = _at;
        Spaces();
        if (_at < _text.Length && separators.Contains(_text[_at]))
        {
            _at++;
            Spaces();
        }

        return _at > start;
    }

    /// <summary>Reads <c>16:23</c> or <c>16:23:23</c>.</summary>
    public bool Time(out int hour, out int minute, out int second)
    {
        (minute, second) = (0, 0);
        return Number(1, 2, out hour) && Take(':') && Number(2, 2, out minute) && (!Take(':') || Number(2, 2, out second));
    }

    private void Spaces()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private readonly int LettersFrom(int at)
    {
        int end = at;
        while (end < _text.Length && char.IsLetter(_text[end]))
        {
            end++;
        }

        return end - at;
    }
}
