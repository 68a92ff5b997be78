namespace NewsFunctions.Core.Survival;

/// <summary>Bounds the age of a link at its death, in whole months: after <paramref name="From"/> and at <paramref name="To"/> at the
/// latest.</summary>
/// <param name="From">The age at which it was last alive; 0 if it was never seen alive.</param>
/// <param name="To">Null if it is not known to have died.</param>
public readonly record struct AgeInterval(int From, int? To)
{
    /// <summary>The average length of a month in the Gregorian calendar, in days.</summary>
    public const double DaysPerMonth = 365.2425 / 12;

    /// <summary>Says whether the interval has no information: any age is possible.</summary>
    public bool IsSilent => From == 0 && To is null;

    /// <summary>Returns the interval, rounded outwards so that it always contains the true age at death.</summary>
    public static AgeInterval Between(DateTimeOffset born, DateTimeOffset? lastAlive, DateTimeOffset? deadBy)
    {
        int from = lastAlive is { } alive ? (int)Math.Floor(Months(born, deadBy < alive ? deadBy.Value : alive)) : 0;
        return new AgeInterval(from, deadBy is { } dead ? Math.Max(from + 1, (int)Math.Ceiling(Months(born, dead))) : null);
    }

    // A link seen before the day in its path counts as age 0.
    private static double Months(DateTimeOffset born, DateTimeOffset at) => Math.Max(0, (at - born).TotalDays / DaysPerMonth);
}
