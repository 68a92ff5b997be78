using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Counts articles and their media by the articles' local date.</summary>
internal sealed class DayCounter
{
    /// <summary>Limits the days to 27 years. In an archive with more, the oldest are omitted.</summary>
    public const int MaxDays = 10_000;

    // Years outside 1900 to 2100 count as undated, so there are at most 73,414 of them.
    private readonly Dictionary<DateOnly, DayCounts> _byDate = [];

    public int Days => _byDate.Count;

    /// <summary>Returns the newest days, ascending.</summary>
    public IReadOnlyList<DayCounts> Newest(int count) => [.. _byDate.Values.OrderByDescending(day => day.Date).Take(count).Reverse()];

    public void Add(DateOnly date, int media, int dead, int suspect) => Add(new DayCounts(date, Articles: 1, media, dead, suspect));

    public void Add(DayCounter other)
    {
        foreach (DayCounts day in other._byDate.Values)
        {
            Add(day);
        }
    }

    private void Add(DayCounts day) => _byDate[day.Date] = _byDate.TryGetValue(day.Date, out DayCounts? before)
        ? new DayCounts(
            day.Date, before.Articles + day.Articles, before.Media + day.Media, before.Dead + day.Dead, before.Suspect + day.Suspect)
        : day;
}
