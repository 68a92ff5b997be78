using System.Globalization;

namespace NewsFunctions.Core.Events;

/// <summary>Represents an ISO 8601 week, from Monday to Sunday in UTC.</summary>
public readonly record struct IsoWeek(int Year, int Number)
{
    /// <summary>Monday, 00:00 UTC.</summary>
    public DateTimeOffset Start => new(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday), TimeSpan.Zero);

    /// <summary>The next Monday, 00:00 UTC (exclusive).</summary>
    public DateTimeOffset End => Start.AddDays(7);

    public IsoWeek Next => Of(End);

    /// <summary>The week before this one.</summary>
    public IsoWeek Previous => Of(Start.AddDays(-7));

    public static IsoWeek Of(DateTimeOffset at) => new(ISOWeek.GetYear(at.UtcDateTime), ISOWeek.GetWeekOfYear(at.UtcDateTime));

    /// <summary>Returns the week as <c>2026-W48</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-W{Number:00}");
}
