using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Reports;

/// <summary>Holds the figures of a report, read before its first byte is written.</summary>
internal sealed record ReportFigures
{
    /// <summary>Gets the site; null means the whole archive.</summary>
    public required string? Site { get; init; }

    /// <summary>Gets the day of the report.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>True if the summary's own figures are those of <see cref="Date"/>. Otherwise only its history has that day.</summary>
    public required bool IsCurrent { get; init; }

    public required ArchiveSummary Summary { get; init; }

    /// <summary>Counts the links by state on <see cref="Date"/>.</summary>
    public required HistoryEntry States { get; init; }

    /// <summary>Lists the days up to <see cref="Date"/>, ascending.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>Counts the events of each kind in the <see cref="EventDays"/> days up to <see cref="Date"/>.</summary>
    public required IReadOnlyDictionary<EventWhat, long> Events { get; init; }

    /// <summary>Says how long links live; null if too few links are known.</summary>
    public required SurvivalResponse? Survival { get; init; }

    public static int EventDays => 30;

    public long Total => States.Alive + States.Suspect + States.Dead + States.Blocked + States.Unknown;

    /// <summary>Gets the exclusive end of <see cref="Date"/>.</summary>
    public DateTimeOffset End => new(Date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public long Of(EventWhat what) => Events.GetValueOrDefault(what);
}
