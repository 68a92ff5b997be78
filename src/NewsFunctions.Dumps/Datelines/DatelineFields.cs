namespace NewsFunctions.Dumps.Datelines;

/// <summary>Holds the fields of a dateline before they are checked against a calendar.</summary>
internal readonly record struct DatelineFields
{
    /// <summary>The languages that all of its names belong to.</summary>
    public required DateLanguages Language { get; init; }

    /// <summary>Says whether year, month and day are in the Persian calendar (Jalali, solar Hijri) instead of the Gregorian one.</summary>
    public bool IsJalali { get; init; }

    public required int Year { get; init; }

    /// <summary>The month, or 0 if the name is not that of a month.</summary>
    public required int Month { get; init; }

    public required int Day { get; init; }

    public required int Hour { get; init; }

    public required int Minute { get; init; }

    public required int Second { get; init; }

    public required bool HasWeekday { get; init; }

    /// <summary>The weekday. It is null if there is none, or if its name is not that of a weekday.</summary>
    public required DayOfWeek? Weekday { get; init; }

    /// <summary>The offset from Greenwich Mean Time in the line. It is null if there is none.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>Says whether the line names a place or zone whose offset is uncertain: mostly that of the site itself.</summary>
    public bool NamesPlace { get; init; }

    /// <summary>Says whether rules before version 5 treated a line of this form as text.</summary>
    public bool IsLaterForm { get; init; }
}

[Flags]
internal enum DateLanguages
{
    None = 0,
    English = 1,
    Persian = 2,
    Arabic = 4,
}
