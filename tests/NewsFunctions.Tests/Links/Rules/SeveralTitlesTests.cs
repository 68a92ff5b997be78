using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;
using NewsFunctions.Tests.Links.Checks;

namespace NewsFunctions.Tests.Links.Rules;

/// <summary>Tests pages for which dumps gave several titles.</summary>
public sealed class SeveralTitlesTests
{
    private const string Morning = "Night Train to Sundby Returns in June";
    private const string Evening = "Minister: Sleeping cars are back after ten years";
    private const string Url = "https://a.example/news/900414";

    [Theory]
    [InlineData(Morning)]
    [InlineData(Evening)]
    public void Page_with_any_known_title_is_alive(string page)
    {
        Assert.Equal(Verdict.Alive, VerdictOf(page, Morning, Evening));
        Assert.Equal(Verdict.Alive, VerdictOf(page, Evening, Morning));
    }

    [Fact]
    public void Page_without_any_known_title_has_drifted() => Assert.Equal(Verdict.Drifted, VerdictOf("Ten Soups for Cold Evenings", Morning, Evening));

    [Fact]
    public void Title_that_fits_any_page_does_not_count()
    {
        PageFacts nothing = new() { Title = "Sundby Herald", TextHash = "00000000000000ff", Words = 40 };

        Assert.Equal(Verdict.SoftNotFound, VerdictOf("Sundby Herald", baseline: nothing, titles: ["Sundby Herald", Morning]));
        Assert.Equal(Verdict.Alive, VerdictOf(Morning, baseline: nothing, titles: ["Sundby Herald", Morning]));
    }

    [Fact]
    public void Evidence_of_a_link_with_one_title_is_unchanged()
    {
        Link link = LinkCheckerFixture.PageOf("900414", Morning);

        Assert.Equal(
            """{"locations":[],"expected":{"title":"Night Train to Sundby Returns in June","id":"900414"},"locationsLeftOut":0}""",
            Evidence.Of(new LinkFacts { Locations = [], Expected = link.GetExpectedFacts() }, null).ToString());
    }

    [Fact]
    public void Evidence_has_all_titles_and_is_rejudged_the_same()
    {
        Link link = LinkCheckerFixture.PageOf("900414", Morning) with { OtherTitles = [Evening] };
        LinkFacts facts = Seen(Evening) with { Expected = link.GetExpectedFacts() };

        LinkFacts read = Evidence.TryRead(Evidence.Of(facts, Url))!;

        Assert.Equal((Morning, Evening), (read.Expected!.Title, Assert.Single(read.Expected.OtherTitles!)));
        Assert.True(Evidence.IsWhole(read));
        Assert.Equal(VerdictRules.Judge(LinkKind.Page, facts), VerdictRules.Judge(LinkKind.Page, read));
    }

    [Fact]
    public void Media_have_no_expected_title() =>
        Assert.Null((LinkCheckerFixture.MediaOf("/a.jpg") with { OtherTitles = [Evening] }).GetExpectedFacts());

    private static Verdict VerdictOf(string page, params string[] titles) => VerdictOf(page, baseline: null, titles);

    private static Verdict VerdictOf(string page, PageFacts? baseline, string[] titles)
    {
        LinkFacts seen = Seen(page, baseline);
        return VerdictRules.Judge(
            LinkKind.Page, seen with { Expected = new ExpectedFacts { Id = "900414", Title = titles[0], OtherTitles = titles[1..] } }).Verdict;
    }

    private static LinkFacts Seen(string page, PageFacts? baseline = null) => new()
    {
        Locations =
        [
            FactsOf.Page(Url, new PageFacts { Title = page, TextHash = "00000000000000ff", Words = 40 }, baseline is null ? null : FactsOf.Nowhere(baseline)),
        ],
    };
}
