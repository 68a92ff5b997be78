using System.Text;
using CsCheck;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Tests.Dumps.Parsing;

namespace NewsFunctions.Tests.Dumps.Properties;

/// <summary>Tests properties of generated dumps whose content is known, either intact or damaged in a known way.</summary>
/// <remarks>Each test generates 100 dumps. The environment variable <c>CsCheck_Iter</c> changes the number, and
/// <c>CsCheck_Seed</c> repeats a failure.</remarks>
public sealed class DumpPropertyTests
{
    [Fact]
    public void Intact_dumps_give_the_known_article_without_diagnostics() => KnownArticles.One.Array[1, 5].Sample(
        articles =>
        {
            string[] texts = [.. articles.Select(a => a.ToText())];
            ParsedDump dump = ParsedText.Parse(string.Concat(texts));

            Assert.Equal(articles.Length, dump.Articles.Count);
            long end = 0;
            for (int i = 0; i < articles.Length; i++)
            {
                ParsedArticle article = dump.Articles[i];
                articles[i].AssertIs(article);
                Assert.Empty(Doubts(article));
                Assert.Equal(0, article.Damage.ItemsLost);
                Assert.Equal(article.DeclaredLength, article.ActualLength);

                // The line end after a block belongs to the next article.
                Assert.Equal(Math.Max(end - 1, 0), article.Offset);
                end += Encoding.UTF8.GetByteCount(texts[i]);
            }
        });

    [Fact]
    public void Concatenated_dumps_are_read_like_single_ones() => Gen.Select(KnownArticles.One.Array[1, 3], KnownArticles.One.Array[1, 3]).Sample(
        (first, second) =>
        {
            string one = string.Concat(first.Select(a => a.ToText()));
            string other = string.Concat(second.Select(a => a.ToText()));

            Assert.Equal(
                ParsedText.Parse(one).Articles.Concat(ParsedText.Parse(other).Articles).Select(Content),
                ParsedText.Parse(one + other).Articles.Select(Content));
        });

    [Fact]
    public void Line_ends_byte_order_marks_and_blanks_change_nothing() => KnownArticles.One.Array[1, 3].Sample(
        articles =>
        {
            string plain = string.Concat(articles.Select(a => a.ToText()));
            string dressed = "\ufeff\n" + plain.Replace("\n", " \r\n\t\r\n", StringComparison.Ordinal);

            Assert.Equal(ParsedText.Parse(plain).Articles.Select(Content), ParsedText.Parse(dressed).Articles.Select(Content));
        });

    [Fact]
    public void Truncated_dump_keeps_every_complete_item() => Gen.Select(KnownArticles.One, KnownArticles.WithItems, Gen.Double[0, 1]).Sample(
        (whole, last, where) =>
        {
            byte[] before = Encoding.UTF8.GetBytes(whole.ToText());
            byte[] bytes = [.. before, .. Encoding.UTF8.GetBytes(last.ToText())];
            int list = bytes.AsSpan().LastIndexOf("\"[{"u8) + 1;
            int cut = list + 1 + (int)(where * (bytes.Length - list - 4));

            ParsedDump dump = DumpParser.Parse(bytes.AsMemory(0, cut));

            Assert.Equal(2, dump.Articles.Count);
            whole.AssertIs(dump.Articles[0]);
            last.AssertTextIs(dump.Articles[1]);
            int complete = CompleteItems(last, cut - list);
            last.AssertItemsAre(dump.Articles[1], complete);
            Assert.Equal(bytes.AsSpan(list, cut - list).TrimEnd((byte)' ').Length, dump.Articles[1].ActualLength);
            Assert.Contains(dump.Articles[1].Diagnostics, d => d.Code == "ND021");
            Assert.Equal(dump.Articles[1].Damage.ItemsLost > 0, dump.Articles[1].Diagnostics.Any(d => d.Code == "ND022"));
            Assert.InRange(dump.Articles[1].Damage.ItemsLost, 0, 1);
        });

    [Fact]
    public void Wrong_declared_length_loses_nothing_and_is_reported() => Gen.Select(KnownArticles.One, Gen.Long[0, 5_000]).Sample(
        (article, declared) =>
        {
            ParsedArticle parsed = ParsedText.One(article.ToText(article.List, declared));

            int actual = Encoding.UTF8.GetByteCount(article.List);
            article.AssertIs(parsed);
            Assert.Equal((declared, actual), (parsed.DeclaredLength, parsed.ActualLength));
            Assert.Equal(declared == actual ? [] : ["ND020"], Doubts(parsed));
        });

    [Fact]
    public void Unescaped_quotes_stay_in_the_title() => KnownArticles.WithItems.Sample(
        article =>
        {
            string list = article.ListOf(i => i.ToJson(i.Title));
            ParsedArticle parsed = ParsedText.One(article.ToText(list, Encoding.UTF8.GetByteCount(list)));

            article.AssertIs(parsed);
            Assert.Equal(
                article.Items.Count(i => i.Title.Contains('"', StringComparison.Ordinal)),
                parsed.Diagnostics.Count(d => d.Code == "ND024"));
        });

    [Fact]
    public void Escapes_and_entities_are_decoded() => KnownArticles.WithItems.Sample(
        article =>
        {
            string list = article.ListOf(i => i.ToJson(string.Concat(i.Title.Select(Escaped))).Replace("/", "\\/", StringComparison.Ordinal));

            article.AssertItemsAre(ParsedText.One(article.ToText(list, list.Length)), article.Items.Length);
        });

    [Fact]
    public void Changed_bytes_lose_no_earlier_article() => Gen.Select(
        KnownArticles.One, KnownArticles.One, Gen.Byte.Array[1, 40], Gen.Double[0, 1]).Sample(
        (whole, hit, damage, where) =>
        {
            byte[] first = Encoding.UTF8.GetBytes(whole.ToText());
            byte[] second = Encoding.UTF8.GetBytes(hit.ToText());
            int dateline = Encoding.UTF8.GetByteCount($"{hit.Title}\n{hit.Title}\n\n{hit.Dateline}\n");
            int at = dateline + (int)(where * (second.Length - dateline));
            byte[] bytes = [.. first, .. second[..at], .. damage, .. second[at..]];

            ParsedDump dump = DumpParser.Parse(bytes);

            whole.AssertIs(dump.Articles[0]);
            Assert.True(dump.Articles.Count >= 2);
            Assert.Equal(hit.Time, dump.Articles[1].Dateline);
            Assert.Equal(bytes.Length, dump.Articles.Sum(a => a.Length));
        });

    private static string[] Doubts(ParsedArticle article) =>
        [.. article.Diagnostics.Where(d => d.Severity != DiagnosticSeverity.Info).Select(d => d.Code)];

    /// <summary>Counts the items that end within the first bytes of the list.</summary>
    private static int CompleteItems(KnownArticle article, int bytes)
    {
        int count = 0;
        for (int end = 1; count < article.Items.Length; count++)
        {
            end += (count == 0 ? 0 : 2) + Encoding.UTF8.GetByteCount(article.Items[count].ToJson());
            if (end > bytes)
            {
                break;
            }
        }

        return count;
    }

    private static string Escaped(char c) => c switch
    {
        '"' => "&quot;",
        '(' => "&#40;",
        '[' => "&#x5b;",
        > '\x7f' => $"\\u{(int)c:x4}",
        _ => $"{c}",
    };

    /// <summary>Describes an article except its diagnostics about byte order marks and line ends.</summary>
    private static string Content(ParsedArticle a) => string.Join(
        '\n',
        [$"{a.Title} {a.Section} {a.Dateline:O} {a.Signature} {a.Language} {a.DeclaredLength} {a.ActualLength} {a.Damage.ItemsLost}", .. a.Paragraphs,
            .. a.Related.Select(i => $"{i}"), .. ParsedText.Codes(a).Where(code => code is not ("ND006" or "ND051"))]);
}
