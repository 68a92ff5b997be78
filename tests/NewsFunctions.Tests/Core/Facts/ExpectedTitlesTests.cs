using NewsFunctions.Core.Facts;

namespace NewsFunctions.Tests.Core.Facts;

public sealed class ExpectedTitlesTests
{
    // Slots are stored in rows that other processes wrote, so they must never change.
    [Theory]
    [InlineData("Night Train to Sundby Returns in June", 4)]
    [InlineData("Minister: \"Night trains are back\" from June", 1)]
    [InlineData("The Lighthouse Is Lit Again", 7)]
    [InlineData("...", 3)]
    public void A_title_has_the_same_slot_in_every_process(string title, int slot) => Assert.Equal(slot, ExpectedTitles.SlotOf(title));

    [Theory]
    [InlineData("Iran, P5+1 resume nuclear talks in Vienna", "IRAN: P5 + 1 resume nuclear talks in Vienna.")]
    [InlineData("Syria's army retakes Palmyra", "Syria\u2019s Army Retakes Palmyra")]
    [InlineData("رئیس‌جمهوری ایران به عراق می‌رود", "رئيس جمهوری ايران به عراق ميرود")]
    [InlineData("Café", "Cafe\u0301")]
    public void Spellings_of_a_title_share_a_slot(string one, string other) =>
        Assert.Equal(ExpectedTitles.SlotOf(one), ExpectedTitles.SlotOf(other));

    [Fact]
    public void Titles_spread_over_all_slots() => Assert.Equal(
        Enumerable.Range(0, ExpectedTitles.Slots),
        Enumerable.Range(0, 200).Select(number => ExpectedTitles.SlotOf($"Title {number}")).Distinct().Order());

    [Theory]
    [InlineData(300, "", 300)]
    [InlineData(301, "", 300)]
    [InlineData(298, "😀", 300)]
    [InlineData(299, "😀", 299)]
    public void Title_is_cut_at_the_compared_length_between_characters(int letters, string end, int kept)
    {
        string title = new string('x', letters) + end;

        Assert.Equal(title[..kept], ExpectedTitles.Shortened(title));
        Assert.Equal(ExpectedTitles.SlotOf(title[..kept]), ExpectedTitles.SlotOf(title));
    }
}
