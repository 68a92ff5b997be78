namespace NewsFunctions.Dumps.Languages;

internal enum Script
{
    None,
    Latin,
    Arabic,

    /// <summary>One that is neither.</summary>
    Other,

    Mixed,
}

/// <summary>Letters of a text by script; those of the Arabic script by the language that has them.</summary>
internal struct LetterCounts
{
    private const char FirstBeyondLatin = '\u0370';
    private const char LastBelowPunctuation = '\u1dff';
    private const char FirstBeyondSymbols = '\u2c00';
    private const char LastLetter = '\ufefc';

    private int _latin;
    private int _other;

    /// <summary>Letters of the Arabic script.</summary>
    public int Arabic { get; private set; }

    /// <summary>Letters that Persian has and Arabic has not.</summary>
    public int OnlyPersian { get; private set; }

    /// <summary>Letters that Arabic has and Persian has not, or hardly.</summary>
    public int OnlyArabic { get; private set; }

    /// <summary>Ye and kaf as Persian keyboards have them.</summary>
    public int PersianForms { get; private set; }

    /// <summary>Ye and kaf as Arabic keyboards have them.</summary>
    public int ArabicForms { get; private set; }

    /// <summary>Letters of other languages in Arabic script: Urdu, Pashto, Kurdish, Uyghur.</summary>
    public int NeitherPersianNorArabic { get; private set; }

    public bool HasLatinBeyondAscii { get; private set; }

    /// <summary>The script that two thirds of the letters are of.</summary>
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
        // Most texts are Latin throughout, and then no letter of them has to be looked at.
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
            // Pictographs come as surrogates; scripts that do are rare enough to go uncounted.
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
                // Vowel signs, digits, punctuation.
                return;
        }

        Arabic++;
    }
}
