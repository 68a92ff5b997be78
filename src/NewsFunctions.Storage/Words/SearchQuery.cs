using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Storage.Words;

/// <summary>The words that an article must have in its title or text, all of them; those in quotes one after the other.</summary>
public sealed class SearchQuery
{
    public const int MaxLength = 200;

    /// <summary>Each word is a comparison of the filter, of which the storage takes fifteen.</summary>
    public const int MaxWords = 10;

    private SearchQuery(string text, IReadOnlyList<IReadOnlyList<string>> phrases)
    {
        Text = text;
        Phrases = phrases;
        Words = [.. phrases.SelectMany(phrase => phrase).Distinct()];
        Codes = [.. Words.Select(WordCode.Of)];
    }

    /// <summary>Gets the query as it was typed.</summary>
    public string Text { get; }

    /// <summary>Gets what must stand in a row: a word, or the words of a phrase in quotes.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Phrases { get; }

    /// <summary>Gets the distinct words of all phrases, folded.</summary>
    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<WordCode> Codes { get; }

    /// <summary>Gets a name for continuations: equal for queries that find the same.</summary>
    public string Key => string.Join('|', Phrases.Select(phrase => string.Join(' ', phrase)));

    /// <param name="problem">What is wrong with the text, as the end of a sentence about it.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out SearchQuery? query, [NotNullWhen(false)] out string? problem)
    {
        query = null;
        if (text.Length > MaxLength)
        {
            problem = $"has {text.Length} characters; at most {MaxLength} are allowed.";
            return false;
        }

        var parsed = new SearchQuery(text, [.. PhrasesOf(text)]);
        problem = parsed.Words.Count switch
        {
            0 => "has no word: letters or digits.",
            > MaxWords => $"has {parsed.Words.Count} words; at most {MaxWords} are allowed.",
            _ => null,
        };
        query = problem is null ? parsed : null;
        return query is not null;
    }

    /// <summary>Outside quotes each word stands alone; a quote that is not closed reaches to the end.</summary>
    private static IEnumerable<IReadOnlyList<string>> PhrasesOf(string text)
    {
        string[] parts = text.Split('"', '\u201c', '\u201d', '\u201e', '\u00ab', '\u00bb');
        for (int i = 0; i < parts.Length; i++)
        {
            string[] words = [.. TextWords.Of(parts[i]).Select(word => word.Folded)];
            if (i % 2 == 1 && words.Length > 0)
            {
                yield return words;
                continue;
            }

            foreach (string word in words)
            {
                yield return [word];
            }
        }
    }
}
