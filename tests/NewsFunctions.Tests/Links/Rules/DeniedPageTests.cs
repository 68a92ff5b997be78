using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Rules;
using NewsFunctions.Tests.Core.Facts;

namespace NewsFunctions.Tests.Links.Rules;

public sealed class DeniedPageTests
{
    private const string Url = "https://a.example/news/1797706";

    private static readonly PageFacts Nothing = new() { Title = "Nothing here", Heading = "Nothing here", TextHash = "00000000000000ff", Words = 40 };

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public void Response_like_the_not_found_baseline_is_not_found(int status) =>
        Assert.Equal(Verdict.SoftNotFound, Judge(Nothing with { TextHash = "00000000000000fe" }, Nothing, status));

    [Fact]
    public void Script_filled_page_is_alive_on_a_host_that_answers_404()
    {
        PageFacts frame = Nothing with { Words = 12 };
        PageFacts nameless = Nothing with { Heading = null };

        Assert.Equal(Verdict.Alive, Judge(frame, frame, 404));
        Assert.Equal(Verdict.Alive, Judge(nameless, nameless, 404));
        Assert.Equal(Verdict.SoftNotFound, Judge(frame, frame, 200));
    }

    [Fact]
    public void Another_text_under_the_same_heading_is_not_a_soft_404() =>
        Assert.Equal(Verdict.Alive, Judge(Nothing with { TextHash = "ffffffff00000000" }, Nothing, 404));

    private static Verdict Judge(PageFacts page, PageFacts nothing, int status)
    {
        LocationFacts location = FactsOf.Page(Url, page, FactsOf.Nowhere(nothing, status));
        LinkFacts facts = new() { Locations = [location], Expected = new ExpectedFacts { Id = "1797706", Title = "Saudi airstrike kills 12 civilians in Yemen" } };
        return VerdictRules.Judge(LinkKind.Page, facts).Verdict;
    }
}
