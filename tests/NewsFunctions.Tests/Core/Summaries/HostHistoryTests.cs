using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Tests.Core.Summaries;

public sealed class HostHistoryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Day_without_a_change_adds_no_entry()
    {
        IReadOnlyList<HostDay> history = HostHistory.With([], Noon.AddDays(-9), 0, 1);
        history = HostHistory.With(history, Noon.AddDays(-8), 0, 1);
        history = HostHistory.With(history, Noon.AddDays(-2), 3, 1);
        history = HostHistory.With(history, Noon, 3, 1);

        Assert.Equal([new HostDay(new DateOnly(2026, 11, 21), 0, 1), new HostDay(new DateOnly(2026, 11, 28), 3, 1)], history);
    }

    [Fact]
    public void Later_summary_of_a_day_replaces_the_earlier_one()
    {
        IReadOnlyList<HostDay> before = [new HostDay(new DateOnly(2026, 11, 21), 0, 1)];
        IReadOnlyList<HostDay> history = HostHistory.With(before, Noon, 5, 1);

        Assert.Equal([.. before, new HostDay(new DateOnly(2026, 11, 30), 6, 1)], HostHistory.With(history, Noon.AddHours(3), 6, 1));
        Assert.Equal(before, HostHistory.With(history, Noon.AddHours(3), 0, 1));
    }

    [Fact]
    public void History_starts_with_the_last_entry_before_the_ninety_days()
    {
        IReadOnlyList<HostDay> history = [];
        for (int day = 0; day <= 200; day++)
        {
            history = HostHistory.With(history, Noon.AddDays(day), suspect: day / 7, dead: 0);
        }

        var last = DateOnly.FromDateTime(Noon.AddDays(200).UtcDateTime);
        DateOnly first = last.AddDays(1 - HostHistory.Days);
        Assert.True(history[0].Date <= first && history[1].Date > first, $"{history[0].Date} and {history[1].Date} are not on both sides of {first}.");
        Assert.InRange(history.Count, 12, 14);
    }

    [Fact]
    public void Host_of_an_older_summary_has_an_empty_history()
    {
        const string Older = """{"host":"a.example","total":1,"alive":1,"suspect":0,"dead":0,"blocked":0,"unknown":0,"circuitOpen":false}""";

        Assert.Empty(JsonSerializer.Deserialize(Older, ApiJson.Web.HostCounts)!.History);
    }
}
