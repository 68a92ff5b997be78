using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

public sealed class SeveralArticlesTests
{
    private const string First = "Fri May 14, 2021 18:05:41";
    private const string Second = "Sat May 15, 2021 9:12:07";

    [Fact]
    public void Dateline_after_a_block_starts_an_article_titled_by_lines_between()
    {
        string text = $"One\n{First}\nText one.\n{Block($"[{Item} ]")}\n\nTwo\nTwo\n{Second}\nText two.\n{Block("[]")}\n";

        ParsedDump dump = Parse(text);

        Assert.Equal(["One", "Two"], dump.Articles.Select(a => a.Title));
        Assert.Equal([1, 0], dump.Articles.Select(a => a.Related.Count));
        Assert.All(dump.Articles, a => Assert.Empty(a.Diagnostics));
        Assert.Equal(dump.Articles[0].Length, dump.Articles[1].Offset);
        Assert.Equal(dump.Bytes, dump.Articles.Sum(a => a.Length));
    }

    [Fact]
    public void Headline_before_a_dateline_belongs_to_the_new_article()
    {
        ParsedDump dump = Parse($"One\n{First}\nText one.\nS/SH 1\nTwo\nTwo\n{Second}\nText two.\n");

        Assert.Equal(["One", "Two"], dump.Articles.Select(a => a.Title));
        Assert.Equal("S/SH 1", dump.Articles[0].Signature);
        Assert.Equal(["Text one."], dump.Articles[0].Paragraphs);
        Assert.Equal(["ND015"], Codes(dump.Articles[1]));
    }

    [Fact]
    public void Second_dateline_without_text_before_it_is_reported()
    {
        ParsedArticle article = One($"One\n{First}\n{Second}\nText.\n");

        Assert.Equal(14, article.Dateline!.Value.Day);
        Assert.Equal(["ND014"], Codes(article));
    }

    [Fact]
    public void Text_after_the_last_block_is_kept()
    {
        ParsedArticle article = One($"{First}\nText.\nS/SH 1\n{Block("[]")}\nAfterword.\n");

        Assert.Equal(["Text.", "Afterword."], article.Paragraphs);
        Assert.Equal("S/SH 1", article.Signature);
        Assert.Equal(["ND017"], Codes(article));
    }

    [Fact]
    public void Items_of_a_second_block_are_added()
    {
        ParsedArticle article = One($"{First}\n{Block($"[{Item} ]")}\n{Block($"[{Item} ]")}\n");

        Assert.Equal(2, article.Related.Count);
        Assert.Equal(["ND018"], Codes(article));
    }

    [Fact]
    public void Text_and_a_block_after_a_block_are_an_undated_article()
    {
        ParsedDump dump = Parse($"{First}\nText.\n{Block($"[{Item} ]")}\nOther text.\n{Block($"[{Item} ]")}\n");

        Assert.Equal(2, dump.Articles.Count);
        Assert.Equal(["Other text."], dump.Articles[1].Paragraphs);
        Assert.Equal(["ND010"], Codes(dump.Articles[1]));
    }
}
