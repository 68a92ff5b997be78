using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Tests.Core.Summaries;

public sealed class SummaryHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void First_summary_starts_the_history() =>
        Assert.Equal([new HistoryEntry(new DateOnly(2026, 11, 30), 5, 4, 3, 2, 1)], SummaryHistory.With([], Noon, new LinkCounts(15, 5, 4, 3, 2, 1, 0, 0)));

    [Fact]
    public void Later_summary_of_a_day_replaces_the_earlier_one()
    {
        IReadOnlyList<HistoryEntry> history = SummaryHistory.With([], Noon.AddDays(-1), Dead(1));
        history = SummaryHistory.With(history, Noon, Dead(2));
        history = SummaryHistory.With(history, Noon.AddHours(11), Dead(3));

        Assert.Equal([(29, 1), (30, 3)], history.Select(entry => (entry.Date.Day, (int)entry.Dead)));
    }

    [Fact]
    public void Days_are_in_UTC() => Assert.Equal(
        new DateOnly(2026, 11, 29),
        SummaryHistory.With([], new DateTimeOffset(2026, 11, 30, 1, 0, 0, TimeSpan.FromHours(3.5)), Dead(0))[0].Date);

    [Fact]
    public void Oldest_entries_are_dropped_first()
    {
        IReadOnlyList<HistoryEntry> history = [];
        for (int day = 0; day < SummaryHistory.MaxEntries + 2; day++)
        {
            history = SummaryHistory.With(history, Noon.AddDays(day), Dead(day));
        }

        Assert.Equal((SummaryHistory.MaxEntries, 2), (history.Count, history[0].Dead));
    }

    private static LinkCounts Dead(long dead) => new(dead, 0, 0, dead, 0, 0, 0, 0);
}
