namespace NewsFunctions.Links;

/// <summary>What the answers of a host taught so far. Safe for concurrent checks.</summary>
public sealed class HostLessons(HostLessonsRecord record)
{
    /// <summary>As it is stored.</summary>
    public HostLessonsRecord Snapshot() => record;
}
