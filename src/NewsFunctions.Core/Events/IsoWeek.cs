using System.Globalization;

namespace NewsFunctions.Core.Events;

/// <summary>A week as ISO 8601 counts them, from Monday to Sunday in UTC.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    /// <summary>Monday, midnight.</summary>
    public DateTimeOffset Start => new(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday), TimeSpan.Zero);

    /// <summary>The Monday after; exclusive.</summary>
    public DateTimeOffset End => Start.AddDays(7);

    public IsoWeek Next => Of(End);

    /// <summary>The week that was over when this one began.</summary>
    public IsoWeek Previous => Of(Start.AddDays(-7));

    public static IsoWeek Of(DateTimeOffset at) => new(ISOWeek.GetYear(at.UtcDateTime), ISOWeek.GetWeekOfYear(at.UtcDateTime));

    /// <summary><c>2026-W48</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
