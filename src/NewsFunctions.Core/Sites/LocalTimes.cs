namespace NewsFunctions.Core.Sites;

/// <summary>Says how a local time relates to clock changes.</summary>
public enum LocalTimeKind
{
    Normal,

    /// <summary>The local time occurred twice.</summary>
    Ambiguous,

    /// <summary>The local time never occurred.</summary>
    Skipped,
}

/// <summary>Converts a site's local times to instants.</summary>
public static class LocalTimes
{
    /// <summary>Returns the instant of a local time. An ambiguous time takes the earlier instant; a skipped one moves forward by the gap.</summary>
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
