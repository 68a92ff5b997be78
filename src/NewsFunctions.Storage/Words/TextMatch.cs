namespace NewsFunctions.Storage.Words;

/// <summary>Matches a query against the text of one article.</summary>
public static class TextMatch
{
    /// <param name="excerpt">A piece of the paragraph with most of the words; null if all are in the title alone.</param>
    /// <returns>True if title and paragraphs contain all phrases of the query.</returns>
    public static bool Find(SearchQuery query, string? title, IEnumerable<string> paragraphs, out Excerpt? excerpt)
    {
        HashSet<int> found = Find(query, title ?? "", out _);
        excerpt = null;
        int most = 0;
        foreach (string paragraph in paragraphs)
        {
            HashSet<int> here = Find(query, paragraph, out (int Start, int End) first);
            if (here.Count > most)
            {
                most = here.Count;
                excerpt = Excerpt.Of(paragraph, first.Start, first.End);
            }

            found.UnionWith(here);
        }

        return found.Count == query.Phrases.Count;
    }

    /// <param name="first">The position of the first of them.</param>
    /// <returns>The indexes of the phrases that the text contains.</returns>
    private static HashSet<int> Find(SearchQuery query, string text, out (int Start, int End) first)
    {
        first = default;
        HashSet<int> found = [];
        TextWord[] words = [.. TextWords.Of(text)];
        for (int at = 0; at < words.Length && found.Count < query.Phrases.Count; at++)
        {
            for (int i = 0; i < query.Phrases.Count; i++)
            {
                if (StandsAt(words, at, query.Phrases[i]) && found.Add(i) && found.Count == 1)
                {
                    first = (words[at].Start, words[at + query.Phrases[i].Count - 1].End);
                }
            }
        }

        return found;
    }

    private static bool StandsAt(ReadOnlySpan<TextWord> words, int at, IReadOnlyList<string> phrase)
    {
        if (at + phrase.Count > words.Length)
        {
            return false;
        }

        for (int i = 0; i < phrase.Count; i++)
        {
            if (words[at + i].Folded != phrase[i])
            {
                return false;
            }
        }

        return true;
    }
}
