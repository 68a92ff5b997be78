using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Storage.Words;

/// <summary>Holds the words that an article must have in its title or text. All are required; quoted words must be adjacent and in order.</summary>
public sealed class SearchQuery
{
    public const int MaxLength = 200;

    /// <summary>Limits the words. Each is a comparison in the filter, and the storage allows fifteen.</summary>
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

    /// <summary>Gets what an article must contain: single words, and the words of each phrase in quotes.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Phrases { get; }

    /// <summary>Gets the distinct words of all phrases, folded.</summary>
    public IReadOnlyList<string> Words { get; }

    public IReadOnlyList<WordCode> Codes { get; }

    /// <summary>Gets a key for continuations. It is equal for queries with the same results.</summary>
    public string Key => string.Join('|', Phrases.Select(phrase => string.Join(' ', phrase)));

    /// <param name="problem">The problem with the text, as the end of a sentence about it.</param>
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

    /// <summary>Outside quotes, each word is a phrase of its own. An unclosed quote reaches to the end.</summary>
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
