using Azure.Data.Tables;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Tests.Storage.Links;

public sealed class TitleColumnsTests
{
    private const string Morning = "Night Train to Sundby Returns in June";
    private const string Evening = "Minister: \"Night trains are back\" from June";

    private static readonly LinkId Page = LinkId.ForPage(ArticleId.Parse("900414"));

    [Fact]
    public void Every_title_of_a_page_is_written_in_its_own_column()
    {
        TableEntity row = Registration(Page, Morning, Evening);

        Assert.Equal((Evening, Morning, Evening), (row["Title"], row["Title4"], row["Title1"]));
        Assert.Equal([Morning], Read(row).OtherTitles);
    }

    [Fact]
    public void Media_have_no_column_for_titles()
    {
        TableEntity row = Registration(LinkId.ForMedia(LinkKind.Image, "/2016/03/07/a.jpg"), Morning, Evening);

        Assert.Equal(["Title"], row.Keys.Where(column => column.StartsWith("Title", StringComparison.Ordinal)));
        Assert.Equal((Evening, 0), (Read(row).Title, Read(row).OtherTitles.Count));
    }

    [Fact]
    public void A_mention_without_a_title_writes_no_title() =>
        Assert.DoesNotContain(Registration(Page).Keys, column => column.StartsWith("Title", StringComparison.Ordinal));

    [Fact]
    public void Row_from_before_titles_keeps_its_single_title()
    {
        TableEntity row = Registration(Page);
        row["Title"] = Morning;

        Assert.Equal((Morning, 0), (Read(row).Title, Read(row).OtherTitles.Count));
    }

    [Fact]
    public void Another_spelling_of_a_title_replaces_the_earlier_one() =>
        Assert.Empty(Read(Registration(Page, Morning, Morning.ToUpperInvariant())).OtherTitles);

    [Fact]
    public void Titles_over_the_limit_are_dropped_in_a_fixed_order()
    {
        string[] titles = [.. Enumerable.Range(0, 500).Select(number => $"Title {number}")];

        IReadOnlyList<string> others = Read(Registration(Page, titles)).OtherTitles;

        Assert.Equal(ExpectedTitles.Slots - 1, others.Count);
        Assert.DoesNotContain("Title 499", others);
        Assert.Equal(others.Order(StringComparer.Ordinal), others);
    }

    [Fact]
    public void Long_title_equals_its_compared_part()
    {
        Link link = Read(Registration(Page, new string('x', 299) + "😀 and more"));

        Assert.Equal(299 + "😀 and more".Length, link.Title!.Length);
        Assert.Empty(link.OtherTitles);
    }

    private static TableEntity Registration(LinkId link, params string[] titles) =>
        LinkEntity.ToRegistration(link, "example", "900414", titles, "a.txt", "mark");

    private static Link Read(TableEntity row) => LinkEntity.FromEntity(row).Link;
}
