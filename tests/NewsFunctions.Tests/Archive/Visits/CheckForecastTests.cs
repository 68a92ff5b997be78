using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Visits;

namespace NewsFunctions.Tests.Archive.Visits;

public sealed class CheckForecastTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 1, 2, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 0, 0, "01:06:00")] // Queued now: one visit.
    [InlineData(1, 1, 0, "01:10:00")] // During a visit: its remaining time and one more visit.
    [InlineData(0, 0, 0, "01:06:00")]
    [InlineData(8, 0, 8, "01:19:00")] // The next scheduler run and one visit.
    [InlineData(8, 0, 9, "01:34:00")] // The run after that one.
    public void Forecast_is_the_end_of_the_last_visit(int sent, int running, int waiting, string expected) =>
        Assert.Equal(expected, $"{Forecast("0 */15 * * * *").Of(new ShardPlan(sent, running, waiting), Now):HH:mm:ss}");

    [Theory]
    [InlineData("*/5 * * * *", "01:09:00")]
    [InlineData("00:10:00", "01:21:00")]
    public void Unrecognized_schedule_counts_as_a_quarter_of_an_hour(string schedule, string expected) =>
        Assert.Equal(expected, $"{Forecast(schedule).Of(new ShardPlan(0, 0, 1), Now):HH:mm:ss}");

    private static CheckForecast Forecast(string schedule) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("LinkCheckSchedule", schedule)]).Build(),
        Options.Create(new VisitOptions()));
}
