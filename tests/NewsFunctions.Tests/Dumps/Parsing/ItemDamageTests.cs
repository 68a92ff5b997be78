using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Parsing;
using static NewsFunctions.Tests.Dumps.Parsing.ParsedText;

namespace NewsFunctions.Tests.Dumps.Parsing;

/// <summary>Tests that damage to an item is reported, that repaired text keeps its original, and that the item is kept.</summary>
public sealed class ItemDamageTests
{
    [Theory]
    [InlineData("title", "Marlow &amp; Sons", "Marlow & Sons", "ND035", "Marlow &amp; Sons")]
    [InlineData("title", "&quot;x&quot; &#1602;", "\"x\" ق", "ND035", "&quot;x&quot; &#1602;")]
    [InlineData("pic", "/a&amp;b.jpg", "/a&b.jpg", "ND035", "/a&amp;b.jpg")]
    [InlineData("title", "He said â€œnoâ€\u009d", "He said “no”", "ND037", "He said â€œnoâ€\u009d")]
    [InlineData("pic", "/Ø§Ù„Ù‚Ø¯Ø³.jpg", "/القدس.jpg", "ND037", "/Ø§Ù„Ù‚Ø¯Ø³.jpg")]
    public void Repair_is_reported_with_the_original_text(string field, string written, string read, string code, string original)
    {
        ParsedArticle article = With(field, written);

        RelatedItem item = Assert.Single(article.Related);
        Assert.Equal(read, field == "pic" ? item.Pic : item.Title);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Warning, original), (diagnostic.Code, diagnostic.Severity, diagnostic.Original));
    }

    [Theory]
    [InlineData("AT&T & Sons")]
    [InlineData("قدس “x” Fähre Ærø IRMÃ")]
    public void Intact_item_is_unchanged(string title)
    {
        ParsedArticle article = With("title", title);

        Assert.Equal(title, article.Related[0].Title);
        Assert.Empty(article.Diagnostics);
    }

    [Fact]
    public void Entities_and_double_encoding_are_decoded_in_turn()
    {
        ParsedArticle article = With("title", "&quot;Ø§Ù„&quot;");

        Assert.Equal("\"ال\"", article.Related[0].Title);
        Assert.Equal(["&quot;Ø§Ù„&quot;", "\"Ø§Ù„\""], article.Diagnostics.Select(d => d.Original));
    }

    [Fact]
    public void JSON_escapes_are_reported_once_per_list_with_their_number()
    {
        string item = Item.Replace("/2021/05/03/a", "\\/2021\\/05\\/03\\/a", StringComparison.Ordinal);
        ParsedArticle article = WithList($"[{item} ,{item.Replace("\"A\"", "\"\\u0642 \\\"x\\\"\"", StringComparison.Ordinal).Replace("401", "402", StringComparison.Ordinal)} ]");

        Assert.Equal(["A", "ق \"x\""], article.Related.Select(i => i.Title));
        Assert.All(article.Related, i => Assert.Equal("/2021/05/03/a.jpg", i.Pic));
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal(("ND036", DiagnosticSeverity.Info), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("undone: 3,", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_reported_once_per_list()
    {
        ParsedArticle article = WithList($$"""[{"id":1,"sort":-5,"contenttypeid":"21","pic":"/a.jpg","title":"A"} ,{{Item}} ]""");

        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal("ND039", diagnostic.Code);
        Assert.Contains("text: 2,", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void Duplicate_item_is_kept_and_refers_to_the_first(int between)
    {
        IEnumerable<string> others = Enumerable.Range(0, between).Select(i => Other.Replace("900402", $"{910_000 + i}", StringComparison.Ordinal));
        ParsedArticle article = WithList($"[{string.Join(" ,", others.Prepend(Item).Prepend(Other).Append(Item))} ]");

        Assert.Equal(between + 3, article.Related.Count);
        DumpDiagnostic diagnostic = Assert.Single(article.Diagnostics);
        Assert.Equal("ND038", diagnostic.Code);
        Assert.Contains("of item 2 of", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_id_with_another_path_is_another_item() =>
        Assert.Empty(WithList($"[{Item} ,{Other.Replace("900402", "900401", StringComparison.Ordinal)} ]").Diagnostics);

    [Theory]
    [InlineData("title", "ND066")]
    [InlineData("sort", "ND066")]
    [InlineData("contenttypeid", "ND066")]
    [InlineData("id", "ND025")]
    [InlineData("pic", "ND025")]
    public void Empty_field_is_reported(string field, string code) => Assert.Equal([code], Codes(With(field, "")));

    [Theory]
    [InlineData("id", 64)]
    [InlineData("sort", 64)]
    [InlineData("pic", 2_048)]
    [InlineData("title", 10_000)]
    public void Overlong_field_is_kept_and_reported(string field, int most)
    {
        string longest = (field == "pic" ? "/" : "") + new string('1', most - (field == "pic" ? 1 : 0));

        Assert.Empty(With(field, longest).Diagnostics);
        ParsedArticle article = With(field, longest + "1");

        RelatedItem item = Assert.Single(article.Related);
        Assert.Contains(longest + "1", new[] { item.Id, item.Sort, item.Pic, item.Title });
        Assert.Equal(["ND065"], Codes(article));
    }

    [Theory]
    [InlineData("/2016/13/45/a.jpg", "ND068")]
    [InlineData("/2023/02/29/a.jpg", "ND068")]
    [InlineData("/1234/56/78/a.jpg", null)]
    [InlineData("/x/2016/13/45/2016/03/07/a.jpg", null)]
    [InlineData("/a/../b.jpg", "ND069")]
    [InlineData("/a/./b.jpg", "ND069")]
    [InlineData("/a/%2e%2E/b.jpg", "ND069")]
    [InlineData("/a/.hidden/b.jpg", null)]
    [InlineData("/a%20b.jpg", null)]
    [InlineData("//cdn.example.org/b.jpg", "ND070")]
    [InlineData("https://cdn.example.org/b.jpg", "ND071")]
    [InlineData("data:image/png;base64,AAAA", "ND071")]
    [InlineData("/b.jpg?w=100", "ND072")]
    [InlineData("/b.jpg#top", "ND072")]
    [InlineData("/a\\\\b.jpg", "ND036 ND073")]
    [InlineData("b.jpg", "ND074")]
    [InlineData("/a b.jpg", "ND075")]
    [InlineData("/a\u0001b.jpg", "ND053 ND075")]
    [InlineData("a b.jpg?x", "ND072 ND074 ND075")]
    public void Unusual_path_is_kept_and_reported(string pic, string? codes)
    {
        ParsedArticle article = With("pic", pic);

        Assert.Equal(pic.Replace("\\\\", "\\", StringComparison.Ordinal), article.Related[0].Pic);
        Assert.Equal(codes?.Split(' ') ?? [], Codes(article).Order());
    }

    [Theory]
    [InlineData("637566131100000000", null)]
    [InlineData("637567518000000000", "ND067")]
    public void Upload_over_a_day_after_the_dateline_is_reported(string ticks, string? code)
    {
        var uploaded = new DateTime(long.Parse(ticks, null));
        ParsedArticle article = With("pic", string.Create(null, $"/{uploaded.Year}/{uploaded.Month:00}/{uploaded.Day:00}/a_{ticks}.jpg"));

        Assert.Equal(uploaded, article.Related[0].UploadedAt);
        Assert.Equal(code is null ? [] : [code], Codes(article));
    }

    [Fact]
    public void Million_broken_items_are_counted_and_not_listed()
    {
        ParsedArticle article = WithList($"[{string.Concat(Enumerable.Repeat("""{"id":"","pic":"a b?","x":1} ,""", 200_000))} ]");

        Assert.Equal(10_000, article.Related.Count);
        Assert.Equal(190_000, article.Damage.ItemsLost);
        Assert.InRange(article.Diagnostics.Count, 100, 110);
    }

    private static ParsedArticle With(string field, string value)
    {
        (string Name, string Value)[] fields = [("id", "900401"), ("sort", "5"), ("contenttypeid", "21"), ("pic", "/2021/05/03/a.jpg"), ("title", "A")];
        return WithList($"[{{{string.Join(',', fields.Select(f => $"\"{f.Name}\":\"{(f.Name == field ? value : f.Value)}\""))}}} ]");
    }
}
