namespace NewsFunctions.Core.Sites;

/// <summary>What the clocks did at a local time.</summary>
public enum LocalTimeKind
{
    Normal,

    /// <summary>It happened twice.</summary>
    Ambiguous,

    /// <summary>It never happened.</summary>
    Skipped,
}

/// <summary>Local times of a site as instants.</summary>
public static class LocalTimes
{
    /// <summary>An ambiguous time takes the earlier instant; a skipped one moves forward by the gap.</summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone, out LocalTimeKind kind)
    {
        kind = zone.IsInvalidTime(local) ? LocalTimeKind.Skipped : zone.IsAmbiguousTime(local) ? LocalTimeKind.Ambiguous : LocalTimeKind.Normal;
        switch (kind)
        {
            case LocalTimeKind.Ambiguous:
                return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max());
            case LocalTimeKind.Skipped:
                DateTime before = local;
                while (zone.IsInvalidTime(before))
                {
                    before = before.AddMinutes(-15);
                }

                return TimeZoneInfo.ConvertTime(new DateTimeOffset(local, zone.GetUtcOffset(before)), zone);
            default:
                return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }
    }
}
