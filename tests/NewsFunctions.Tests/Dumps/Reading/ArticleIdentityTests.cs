using System.Text;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Parsing;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Tests.Dumps.Reading;

public sealed class ArticleIdentityTests
{
    private const string Text = "Quotas\nFri May 14, 2021 18:05:41\nText.\nstring(45) \"[{\"id\":\"1\",\"pic\":\"/a.jpg\",\"title\":\"A\"} ]\"\n";
    private const string Other = "Sat May 15, 2021 18:05:41\nOther.\n";

    [Theory]
    [InlineData("a.txt", "articleid", "A-1_x.2", "A-1_x.2")]
    [InlineData("7.txt", "ArticleId", "8", "8")]
    [InlineData("7.txt", "sourceurl", "https://en.alalam.ir/news/1797706/some-title", "1797706")]
    [InlineData("7.txt", "sourceurl", "https://www.example.org/en/news/1797706-title.html?x=1", "1797706")]
    [InlineData("7.txt", "sourceurl", "https://en.alalam.ir/news/1797706.html", "1797706")]
    [InlineData("7.txt", "x", "y", "7")]
    [InlineData("a/2021/900417.txt.gz", "x", "y", "900417")]
    [InlineData("900417", "x", "y", "900417")]
    public void Id_comes_from_address_name_or_metadata(string name, string key, string value, string id)
    {
        ReadArticle read = Assert.Single(ReadText.Read(Text, ReadText.Blob(name, (key, value))).Articles);

        Assert.Equal(id, read.Article.Id.Value);
        Assert.DoesNotContain(read.Article.Diagnostics, d => d.Code.StartsWith("ND04", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(@"dumps\900600.txt", "900600")]
    [InlineData(@"inner.zip!/a\b\900600.txt", "900600")]
    [InlineData(@"a/b\900600.txt", "900600")]
    [InlineData(@"900600\text.txt", null)]
    public void Backslash_separates_folders_of_a_member(string member, string? id)
    {
        ReadRecord read = new ArticleReader(ReadText.Sites()).Read(
            ReadText.Blob(), ReadText.Record(System.Text.Encoding.UTF8.GetBytes("Fri May 14, 2021 18:05:41\nText.\n"), member));

        ReadArticle article = Assert.Single(read.Articles);
        Assert.Equal(id is null, article.Article.Id.IsTextId);
        Assert.Equal(id ?? article.Article.Id.Value, article.Article.Id.Value);
        Assert.Equal(member, article.Provenance.Member);
    }

    [Fact]
    public void Text_with_a_newly_recognized_dateline_records_its_earlier_id()
    {
        const string Rest = "Paragraph.\nstring(2) \"[]\"\n";

        ReadArticle now = Assert.Single(ReadText.Read($"Title\nFri Mar 11, 2016 4:23 p.m.\n{Rest}").Articles);
        ReadArticle local = Assert.Single(ReadText.Read($"Title\nFri Mar 11, 2016 4:23 PM\n{Rest}").Articles);

        Assert.Equal(local.Article.Id, now.Article.Id);
        Assert.Null(local.Earlier);
        Assert.StartsWith("undated-", now.Earlier!.TextId.Value, StringComparison.Ordinal);
        Assert.NotEqual(now.Article.ContentHash, now.Earlier.ContentHash);
    }

    [Fact]
    public void Address_of_a_record_overrides_the_name_of_the_dump()
    {
        DumpRecord record = ReadText.Record(Encoding.UTF8.GetBytes(Text), "m", new Uri("http://EN.alalam.ir/news/1797706"));

        Article article = Assert.Single(new ArticleReader(ReadText.Sites()).Read(ReadText.Blob("7.txt"), record).Articles).Article;

        Assert.Equal(("alalam", "1797706"), (article.Site, article.Id.Value));
    }

    [Theory]
    [InlineData("articleid", "a|b", "ND041")]
    [InlineData("sourceurl", "ftp://en.alalam.ir/news/1", "ND043")]
    [InlineData("sourceurl", "https://example.org/about", "ND043")]
    public void Invalid_id_is_reported_and_the_text_id_is_used(string key, string value, string code)
    {
        Article article = Assert.Single(ReadText.Read(Text, ReadText.Blob("a.txt", (key, value))).Articles).Article;

        Assert.Matches("^20210514-[0-9a-f]{16}$", article.Id.Value);
        Assert.True(article.Id.IsTextId);
        Assert.Contains(article.Diagnostics, d => d.Code == code);
    }

    [Theory]
    [InlineData("a.txt", "articleid", "5")]
    [InlineData("5.txt", "x", "y")]
    public void Id_of_a_dump_is_not_used_for_several_articles(string name, string key, string value)
    {
        ReadRecord read = ReadText.Read(Text + Other, ReadText.Blob(name, (key, value)));

        Assert.Equal(2, read.Articles.Select(a => a.Article.Id).Distinct().Count());
        Assert.All(read.Articles, a => Assert.True(a.Article.Id.IsTextId));
        Assert.All(read.Articles, a => Assert.Contains(a.Article.Diagnostics, d => d.Code == "ND042"));
    }

    [Fact]
    public void Line_ends_and_blank_lines_change_neither_text_id_nor_version()
    {
        Article plain = ReadText.Read(Text).Articles[0].Article;
        Article dressed = ReadText.Read("\ufeff" + Text.Replace("\n", " \r\n\r\n", StringComparison.Ordinal), ReadText.Blob("b.txt")).Articles[0].Article;

        Assert.Equal((plain.Id, plain.ContentHash), (dressed.Id, dressed.ContentHash));
    }

    [Fact]
    public void Another_title_is_another_version_of_the_same_text_id()
    {
        Article one = ReadText.Read(Text).Articles[0].Article;
        Article two = ReadText.Read("Other" + Text[6..]).Articles[0].Article;

        Assert.Equal(one.Id, two.Id);
        Assert.NotEqual(one.ContentHash, two.ContentHash);
    }

    [Fact]
    public void Hashed_bytes_are_as_documented()
    {
        byte[] hashed = "D2021-05-14T18:05:41\nPText.\nI1\nF/a.jpg\n"u8.ToArray();
        string digits = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(hashed))[..16];

        Assert.Equal($"20210514-{digits}", ReadText.Read(Text).Articles[0].Article.Id.Value);
    }

    [Fact]
    public void Undated_text_is_marked_in_its_id() =>
        Assert.Matches("^undated-[0-9a-f]{16}$", ReadText.Read("Sat Feb 30, 2021 10:00:00\nText.\n").Articles[0].Article.Id.Value);

    [Theory]
    [InlineData("a.txt", null, null, "alalam")]
    [InlineData("orrin/a.txt", null, null, "orrin")]
    [InlineData("nowhere/a.txt", null, null, "alalam")]
    [InlineData("alalam/a.txt", "site", "orrin", "orrin")]
    [InlineData("a.txt", "site", "new-site", "new-site")]
    [InlineData("alalam/a.txt", "sourceurl", "https://orrin.example/story/77", "orrin")]
    public void Site_comes_from_address_name_or_metadata(string name, string? key, string? value, string site)
    {
        SiteProfiles sites = ReadText.Sites(o => o.Sites["orrin"] = new SiteOptions { PageUrls = ["https://orrin.example/story/{id}"] });
        DumpBlob blob = key is null ? ReadText.Blob(name) : ReadText.Blob(name, (key, value!));

        Assert.Equal(site, ReadText.Read(Text, blob, sites).Articles[0].Article.Site);
    }

    [Fact]
    public void Illegal_site_is_reported_and_the_next_rule_is_used()
    {
        Article article = ReadText.Read(Text, ReadText.Blob("a.txt", ("site", "Not A Site"))).Articles[0].Article;

        Assert.Equal("alalam", article.Site);
        Assert.Contains(article.Diagnostics, d => d.Code == "ND040");
    }

    [Fact]
    public void Provenance_has_the_position_of_the_text()
    {
        DumpBlob blob = ReadText.Blob("a.txt");

        Provenance second = ReadText.Read(Text + Other, blob).Articles[1].Provenance;

        Assert.Equal(("a.txt", blob.Id.ToString(), "", blob.LastModified), (second.DumpName, second.DumpId, second.Member, second.UploadedAt));
        Assert.Equal(Text.Length + Other.Length, second.Offset + second.Length);
    }
}
