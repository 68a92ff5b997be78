using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Summaries;

namespace NewsFunctions.Archive.Reports;

/// <summary>The figures of a report, read before its first byte is written.</summary>
internal sealed record ReportFigures
{
    /// <summary>Null: the whole archive.</summary>
    public required string? Site { get; init; }

    /// <summary>The day that the report is about.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Whether the summary's own figures are those of <see cref="Date"/>; else only its history is.</summary>
    public required bool IsCurrent { get; init; }

    public required ArchiveSummary Summary { get; init; }

    /// <summary>Links by state on <see cref="Date"/>.</summary>
    public required HistoryEntry States { get; init; }

    /// <summary>The days up to <see cref="Date"/>, ascending.</summary>
    public required IReadOnlyList<HistoryEntry> History { get; init; }

    /// <summary>How many events of each kind there were in the <see cref="EventDays"/> days up to <see cref="Date"/>.</summary>
    public required IReadOnlyDictionary<EventWhat, long> Events { get; init; }

    /// <summary>How long links live; null where too few links are known.</summary>
    public required SurvivalResponse? Survival { get; init; }

    public static int EventDays => 30;

    public long Total => States.Alive + States.Suspect + States.Dead + States.Blocked + States.Unknown;

    /// <summary>The end of <see cref="Date"/>; exclusive.</summary>
    public DateTimeOffset End => new(Date.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    public long Of(EventWhat what) => Events.GetValueOrDefault(what);
}
