namespace NewsFunctions.Core.Survival;

/// <summary>Says when a link died, in whole months of its age: after <paramref name="From"/> and at <paramref name="To"/> at the latest.</summary>
/// <param name="From">The age at which it was last alive; 0 where it never was seen alive.</param>
/// <param name="To">Null where it is not known to have died.</param>
public readonly record struct AgeInterval(int From, int? To)
{
    /// <summary>The average length of a month of the Gregorian calendar.</summary>
    public const double DaysPerMonth = 365.2425 / 12;

    /// <summary>Whether it says nothing: any age is possible.</summary>
    public bool IsSilent => From == 0 && To is null;

    /// <summary>Rounds outwards, so that the true age of death is never left out.</summary>
    public static AgeInterval Between(DateTimeOffset born, DateTimeOffset? lastAlive, DateTimeOffset? deadBy)
    {
        int from = lastAlive is { } alive ? (int)Math.Floor(Months(born, deadBy < alive ? deadBy.Value : alive)) : 0;
        return new AgeInterval(from, deadBy is { } dead ? Math.Max(from + 1, (int)Math.Ceiling(Months(born, dead))) : null);
    }

    // A link that was seen before the day in its path is no younger than new.
    private static double Months(DateTimeOffset born, DateTimeOffset at) => Math.Max(0, (at - born).TotalDays / DaysPerMonth);
}
