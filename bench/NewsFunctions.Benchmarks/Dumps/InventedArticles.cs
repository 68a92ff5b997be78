using System.Globalization;
using System.Text;

namespace NewsFunctions.Benchmarks.Dumps;

/// <summary>Writes articles in the dump format from thousands of invented words with the frequencies of a natural
/// language. Sizes, paragraphs and lists vary around those of the seed. The same number gives the same articles on
/// every machine.</summary>
internal sealed class InventedArticles
{
    private const int Words = 6_000;

    private static readonly string[] Onsets = ["b", "br", "c", "ch", "d", "f", "fl", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "r", "s", "sh", "st", "t", "th", "tr", "v", "w", ""];
    private static readonly string[] Vowels = ["a", "e", "i", "o", "u", "ai", "ea", "ou", "ie"];
    private static readonly string[] Codas = ["", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "m", "ck"];
    private static readonly DateTime First = new(2012, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly Random _random;
    private readonly string[] _words;

    public InventedArticles(int seed)
    {
        _random = new Random(seed);
        var words = new HashSet<string>(StringComparer.Ordinal);
        while (words.Count < Words)
        {
            words.Add(Word(1 + (words.Count / 1_500)));
        }

        _words = [.. words];
    }

    /// <summary>Writes an article of about the seed's size: 4 KB, 8 paragraphs, 12 items.</summary>
    public string Article()
    {
        DateTime published = First.AddSeconds(_random.NextInt64(8L * 365 * 24 * 3600));
        var text = new StringBuilder(8 * 1024);
        string title = Title();
        text.Append(title).Append('\n').Append(title).Append("\n\n");
        text.Append(published.ToString("ddd MMM d, yyyy HH:mm:ss", CultureInfo.InvariantCulture)).Append('\n');
        int paragraphs = _random.Next(3, 14);
        for (int i = 0; i < paragraphs; i++)
        {
            text.Append(Paragraph()).Append('\n');
        }

        text.Append(CultureInfo.InvariantCulture, $"S/{(char)('A' + _random.Next(26))}H {_random.Next(1, 30)}\n");
        string list = List(published, _random.Next(0, 25));
        return text.Append(CultureInfo.InvariantCulture, $"string({Encoding.UTF8.GetByteCount(list)}) \"{list}\"\n").ToString();
    }

    /// <summary>Writes a page that is not an article: lines of navigation.</summary>
    public string OtherPage()
    {
        var text = new StringBuilder();
        for (int lines = _random.Next(10, 60); lines > 0; lines--)
        {
            text.Append(Title()).Append('\n');
        }

        return text.ToString();
    }

    private string List(DateTime published, int items)
    {
        var list = new StringBuilder("[");
        for (int i = 0; i < items; i++)
        {
            DateTime uploaded = published.AddSeconds(-_random.Next(1, 400_000)).AddTicks(_random.Next(10_000_000));
            list.Append(i == 0 ? "" : " ,").Append(
                CultureInfo.InvariantCulture,
                $"{{\"id\":\"{_random.Next(100_000, 3_000_000)}\",\"sort\":\"{3_500_000 + i}\",\"contenttypeid\":\"21\",\"pic\":\"/{uploaded:yyyy/MM/dd}/sample_{uploaded.Ticks}_25f_4x3.{(_random.Next(5) == 0 ? "mp4" : "jpg")}\",\"title\":\"{Title()}\"}}");
        }

        return list.Append(" ]").ToString();
    }

    private string Title()
    {
        var title = new StringBuilder();
        for (int words = _random.Next(5, 13); words > 0; words--)
        {
            string word = Any();
            title.Append(title.Length == 0 ? "" : " ").Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return title.ToString();
    }

    private string Paragraph()
    {
        var text = new StringBuilder();
        bool quoted = _random.Next(3) == 0;
        text.Append(quoted ? "\u201c" : "");
        for (int sentences = _random.Next(1, 3); sentences > 0; sentences--)
        {
            int words = _random.Next(8, 26);
            for (int i = 0; i < words; i++)
            {
                string word = Any();
                text.Append(i == 0 ? char.ToUpperInvariant(word[0]) : word[0]).Append(word, 1, word.Length - 1);
                text.Append(i == words - 1 ? ". " : _random.Next(12) == 0 ? ", " : " ");
            }
        }

        text.Length--;
        return text.Append(quoted ? "\u201d" : "").ToString();
    }

    /// <summary>Picks a word by Zipf's law: the n-th word is used about n times less often than the first.</summary>
    private string Any() => _words[(int)(Math.Pow(Words, _random.NextDouble()) - 1)];

    private string Word(int syllables)
    {
        var word = new StringBuilder();
        for (int i = 0; i < syllables; i++)
        {
            word.Append(One(Onsets)).Append(One(Vowels)).Append(One(Codas));
        }

        return word.ToString();
    }

    private string One(string[] parts) => parts[_random.Next(parts.Length)];
}
