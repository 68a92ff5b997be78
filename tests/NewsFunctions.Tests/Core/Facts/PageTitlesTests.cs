using NewsFunctions.Core.Facts;

namespace NewsFunctions.Tests.Core.Facts;

public sealed class PageTitlesTests
{
    [Theory]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "Saudi airstrike kills 12 civilians in Yemen - Al Alam News")]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "Alalam | Yemen: Saudi Airstrike Kills 12 Civilians")]
    [InlineData("Iran, P5+1 resume nuclear talks in Vienna", "IRAN AND P5+1 RESUME NUCLEAR TALKS IN VIENNA")]
    [InlineData("Syria's army retakes Palmyra", "Syria\u2019s Army Retakes Palmyra")]
    [InlineData("Iran nuclear talks resume in Vienna after a break of two weeks", "Iran nuclear talks resume in Vienna after a")]
    [InlineData("President Rouhani visits Rome and Paris", "President Rouhani visits Rome, Paris | The Café")]
    [InlineData("رئیس‌جمهوری ایران به عراق می‌رود", "رئیس جمهوری ایران به عراق میرود | شبکه العالم")]
    [InlineData("دیدار ظریف با وزیر خارجه آلمان در تهران", "ديدار ظريف با وزير خارجه آلمان در تهران - العالم")]
    [InlineData("القُوّات العراقيّة تُحَرِّر الرمادي", "القوات العراقية تحرر الرمادي")]
    [InlineData("انفجار في بغداد يقتل ١٢ شخصا", "انفجار في بغداد يقتل 12 شخصا")]
    [InlineData("Yemen", "Yemen | Alalam")]
    [InlineData("\uD800 broken pair in the title of a dump", "broken pair in the title of a dump")]
    public void Title_is_recognised_with_site_decorations(string expected, string actual) => Assert.True(PageTitles.Match(expected, actual));

    [Theory]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "US airstrike kills 30 civilians in Syria")]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "Al Alam News Network")]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "Page not found - Al Alam")]
    [InlineData("Saudi airstrike kills 12 civilians in Yemen", "Yemen")]
    [InlineData("Yemen", "Saudi airstrike kills 12 civilians in Yemen and 3 in the north of Iraq")]
    [InlineData("Iran", "Iranian")]
    [InlineData("دیدار ظریف با وزیر خارجه آلمان در تهران", "دیدار روحانی با رئیس جمهور فرانسه در پاریس")]
    [InlineData("انفجار في بغداد", "انفجار في دمشق")]
    [InlineData("...", "Saudi airstrike")]
    [InlineData("Saudi airstrike", "| -")]
    public void Another_title_is_not_recognised(string expected, string actual) => Assert.False(PageTitles.Match(expected, actual));

    [Theory]
    [InlineData("News 1797706 | Al Alam", "News 987654321 | Al Alam", true)]
    [InlineData("Page not found", "PAGE NOT FOUND!", true)]
    [InlineData(null, null, true)]
    [InlineData(null, "404", true)]
    [InlineData("Page not found", "Saudi airstrike", false)]
    [InlineData("Page not found", null, false)]
    public void Titles_that_differ_only_in_the_requested_number_are_alike(string? one, string? other, bool alike) =>
        Assert.Equal(alike, PageTitles.AreAlike(one, other));
}
