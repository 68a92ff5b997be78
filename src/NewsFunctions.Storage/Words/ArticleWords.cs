namespace NewsFunctions.Storage.Words;

/// <summary>Holds the words of an article's title and text, as codes by column.</summary>
public sealed class ArticleWords
{
    /// <summary>Versions the rules for cutting and folding words. <c>news rebuild</c> rebuilds rows of another version.</summary>
    public const int RulesVersion = 1;

    /// <summary>Limits the distinct words kept of an article to the first of its text. Their codes take 240 KB of a row at most.</summary>
    public const int MaxWords = 20_000;

    private ArticleWords(IReadOnlyDictionary<int, string> columns) => Columns = columns;

    /// <summary>Gets the codes of each column that has any, sorted and joined.</summary>
    public IReadOnlyDictionary<int, string> Columns { get; }

    public static ArticleWords Of(string? title, IEnumerable<string> paragraphs)
    {
        HashSet<string> words = new(StringComparer.Ordinal);
        foreach (string text in paragraphs.Prepend(title ?? ""))
        {
            foreach (TextWord word in TextWords.Of(text))
            {
                words.Add(word.Folded);
                if (words.Count == MaxWords)
                {
                    return new ArticleWords(ByColumn(words));
                }
            }
        }

        return new ArticleWords(ByColumn(words));
    }

    private static Dictionary<int, string> ByColumn(IEnumerable<string> words) => words
        .Select(WordCode.Of)
        .Distinct()
        .GroupBy(code => code.Column, code => code.Code)
        .ToDictionary(column => column.Key, column => string.Concat(column.Order(StringComparer.Ordinal)));
}
