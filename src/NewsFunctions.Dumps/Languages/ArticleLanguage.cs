using System.Buffers;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Languages;

/// <summary>Detects the language of an article (BCP 47) from its letters, or from its dateline if the text is too short.</summary>
/// <remarks>It uses the first <see cref="SampleLength"/> characters, so that the cost does not depend on the length of the text. English
/// costs two vectorised searches, and the second one stops after a few common words.</remarks>
internal static class ArticleLanguage
{
    public const string English = "en";
    public const string Persian = "fa";
    public const string Arabic = "ar";

    private const int SampleLength = 1024;

    /// <summary>The maximum average distance between common English words, in characters. English has one every 40 to 60 characters.</summary>
    private const int CharactersPerWord = 160;

    private const int EnoughWords = 3;

    /// <summary>Words that are frequent in English and rare in other languages with Latin letters.</summary>
    private static readonly SearchValues<string> EnglishWords = SearchValues.Create(
        [" the ", " of ", " and ", " that ", " with ", " from ", " which ", " have ", " has ", " were ", " this ", " by "],
        StringComparison.Ordinal);

    /// <summary>Lists what a text shows about its language.</summary>
    private enum Evidence
    {
        TooLittle,
        English,
        Persian,
        Arabic,
        Another,
        Several,
    }

    /// <param name="dateline">The language of the dateline; null without a dateline or if its names are not conclusive.</param>
    /// <param name="offset">The start of the dateline, or of the article if it has none.</param>
    public static string? Of(string? title, ReadOnlySpan<string> paragraphs, string? dateline, long offset, DiagnosticList diagnostics)
    {
        // English names of days and months occur above texts in any language.
        string? telling = dateline == English ? null : dateline;
        Evidence evidence = Look(title, paragraphs);
        if (evidence == Evidence.TooLittle)
        {
            return dateline;
        }

        if (evidence == Evidence.Several)
        {
            diagnostics.AddAlways(DumpDiagnostics.SeveralLanguages(offset, telling));
            return telling;
        }

        string? language = evidence switch
        {
            Evidence.English => English,
            Evidence.Persian => Persian,
            Evidence.Arabic => Arabic,
            _ => null,
        };
        if (telling is not null && telling != language)
        {
            diagnostics.AddAlways(DumpDiagnostics.LanguagesDiffer(offset, telling, language));
        }

        return language;
    }

    private static Evidence Look(string? title, ReadOnlySpan<string> paragraphs)
    {
        var letters = new LetterCounts();
        var words = new WordCount();
        int left = SampleLength;
        Add(title, ref left, ref letters, ref words);
        for (int i = 0; i < paragraphs.Length && left > 0; i++)
        {
            Add(paragraphs[i], ref left, ref letters, ref words);
        }

        return letters.MainScript switch
        {
            Script.None => Evidence.TooLittle,
            Script.Latin when words.Found * CharactersPerWord >= words.Characters => Evidence.English,
            Script.Latin => words.Found == 0 && words.Characters < CharactersPerWord && !letters.HasLatinBeyondAscii ? Evidence.TooLittle : Evidence.Another,
            Script.Arabic => OfArabicScript(letters),
            Script.Other => Evidence.Another,
            _ => Evidence.Several,
        };
    }

    private static void Add(ReadOnlySpan<char> text, ref int left, ref LetterCounts letters, ref WordCount words)
    {
        text = text[..Math.Min(text.Length, left)];
        left -= text.Length;
        letters.Add(text);
        if (!words.IsEnglish)
        {
            words.Add(text);
        }
    }

    private static Evidence OfArabicScript(in LetterCounts letters)
    {
        const int MinLetters = 24;
        const int ManyLetters = 100;
        if (letters.Arabic < MinLetters)
        {
            return Evidence.TooLittle;
        }

        if (letters.NeitherPersianNorArabic * 50 > letters.Arabic)
        {
            return Evidence.Another;
        }

        (int persian, int arabic) = (letters.OnlyPersian, letters.OnlyArabic);
        if (Math.Max(persian, arabic) >= 4 && Math.Min(persian, arabic) * 3 > Math.Max(persian, arabic))
        {
            return Evidence.Several;
        }

        if (persian != arabic)
        {
            return persian > arabic ? Evidence.Persian : Evidence.Arabic;
        }

        // These forms are weaker evidence than letters: much Persian was typed with the Arabic ye and kaf.
        return (letters.PersianForms, letters.ArabicForms) switch
        {
            ( > 0, 0) => Evidence.Persian,
            (0, > 0) when letters.Arabic >= ManyLetters => Evidence.Arabic,
            _ => Evidence.TooLittle,
        };
    }

    private struct WordCount
    {
        public int Found { get; private set; }

        /// <summary>The number of examined characters.</summary>
        public int Characters { get; private set; }

        public readonly bool IsEnglish => Found >= EnoughWords && Found * CharactersPerWord >= Characters;

        public void Add(ReadOnlySpan<char> text)
        {
            while (!IsEnglish)
            {
                int at = text.IndexOfAny(EnglishWords);
                if (at < 0)
                {
                    Characters += text.Length;
                    return;
                }

                // The space after the word may be the one before the next.
                int end = at + 1 + text[(at + 1)..].IndexOf(' ');
                Found++;
                Characters += end;
                text = text[end..];
            }
        }
    }
}
