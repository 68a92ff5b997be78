namespace NewsFunctions.Dumps.Languages;

internal enum Script
{
    None,
    Latin,
    Arabic,

    /// <summary>Any other script.</summary>
    Other,

    Mixed,
}

/// <summary>Counts the letters of a text by script, and those of the Arabic script by language.</summary>
internal struct LetterCounts
{
    private const char FirstBeyondLatin = '\u0370';
    private const char LastBelowPunctuation = '\u1dff';
    private const char FirstBeyondSymbols = '\u2c00';
    private const char LastLetter = '\ufefc';

    private int _latin;
    private int _other;

    /// <summary>The number of letters of the Arabic script.</summary>
    public int Arabic { get; private set; }

    /// <summary>The number of letters that Persian has and Arabic does not.</summary>
    public int OnlyPersian { get; private set; }

    /// <summary>The number of letters that Arabic has and Persian does not, or rarely.</summary>
    public int OnlyArabic { get; private set; }

    /// <summary>The number of ye and kaf in the form of Persian keyboards.</summary>
    public int PersianForms { get; private set; }

    /// <summary>The number of ye and kaf in the form of Arabic keyboards.</summary>
    public int ArabicForms { get; private set; }

    /// <summary>The number of letters of other languages in Arabic script: Urdu, Pashto, Kurdish, Uyghur.</summary>
    public int NeitherPersianNorArabic { get; private set; }

    public bool HasLatinBeyondAscii { get; private set; }

    /// <summary>The script of at least two thirds of the letters.</summary>
    public readonly Script MainScript
    {
        get
        {
            int all = _latin + Arabic + _other;
            return all == 0 ? Script.None
                : _latin * 3 >= all * 2 ? Script.Latin
                : Arabic * 3 >= all * 2 ? Script.Arabic
                : _other * 3 >= all * 2 ? Script.Other
                : Script.Mixed;
        }
    }

    public void Add(ReadOnlySpan<char> text)
    {
        // Most texts are entirely ASCII, and their letters need not be examined one by one.
        bool isAscii = System.Text.Ascii.IsValid(text);
        if (isAscii || !(text.ContainsAnyInRange(FirstBeyondLatin, LastBelowPunctuation) || text.ContainsAnyInRange(FirstBeyondSymbols, LastLetter)))
        {
            _latin += text.Length * 4 / 5;
            HasLatinBeyondAscii |= !isAscii && text.ContainsAnyInRange('\u00c0', '\u024f');
            return;
        }

        foreach (char c in text)
        {
            Add(c);
        }
    }

    private void Add(char c)
    {
        if (c is >= '\u0620' and <= '\u06ff')
        {
            AddArabic(c);
        }
        else if (char.IsSurrogate(c) || !char.IsLetter(c))
        {
            // Pictographs are surrogates; scripts that are surrogates too are rare enough to be ignored.
            return;
        }
        else if (c < FirstBeyondLatin || c is >= '\u1e00' and <= '\u1eff')
        {
            _latin++;
            HasLatinBeyondAscii |= c > '\x7f';
        }
        else if (c is >= '\u0600' and <= '\u077f' or >= '\ufb50' and <= '\ufefc')
        {
            Arabic++;
        }
        else
        {
            _other++;
        }
    }

    private void AddArabic(char c)
    {
        switch (c)
        {
            case 'پ' or 'چ' or 'ژ' or 'گ':
                OnlyPersian++;
                break;
            case 'ة' or 'أ' or 'إ':
                OnlyArabic++;
                break;
            case 'ک' or 'ی':
                PersianForms++;
                break;
            case 'ك' or 'ي' or 'ى':
                ArabicForms++;
                break;
            case >= '\u0621' and <= '\u064a':
                break;
            case >= '\u0671' and <= '\u06d5' or >= '\u06ee' and <= '\u06ef' or >= '\u06fa':
                NeitherPersianNorArabic++;
                break;
            default:
                // These are vowel signs, digits and punctuation.
                return;
        }

        Arabic++;
    }
}
