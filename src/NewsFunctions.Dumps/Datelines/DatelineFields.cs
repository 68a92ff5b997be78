namespace NewsFunctions.Dumps.Datelines;

/// <summary>What a dateline says, before it is compared with a calendar.</summary>
internal readonly record struct DatelineFields
{
    /// <summary>The languages that all of its names belong to.</summary>
    public required DateLanguages Language { get; init; }

    /// <summary>Year, month and day are of the Persian calendar (Jalali, solar Hijri), not of the Gregorian one.</summary>
    public bool IsJalali { get; init; }

    public required int Year { get; init; }

    /// <summary>0 where the name is that of no month.</summary>
    public required int Month { get; init; }

    public required int Day { get; init; }

    public required int Hour { get; init; }

    public required int Minute { get; init; }

    public required int Second { get; init; }

    public required bool HasWeekday { get; init; }

    /// <summary>Null where there is none, or a name that no weekday has.</summary>
    public required DayOfWeek? Weekday { get; init; }

    /// <summary>The offset from Greenwich Mean Time that the line names; null where it names none.</summary>
    public TimeSpan? Offset { get; init; }

    /// <summary>The line names a place or zone whose offset is not known for certain: mostly that of the site itself.</summary>
    public bool NamesPlace { get; init; }

    /// <summary>The line has a form that rules before version 5 took for text.</summary>
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
