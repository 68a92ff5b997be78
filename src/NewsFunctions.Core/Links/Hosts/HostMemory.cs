namespace NewsFunctions.Links;

/// <summary>What is known of one host by the only instance that may ask it now. Safe for concurrent checks.</summary>
public sealed class HostMemory(string host, HostRecord record)
{
    /// <summary>As <see cref="HostName"/> spells it.</summary>
    public string Host { get; } = host;

    public HostLessons Lessons { get; } = new(record.Lessons);

    /// <summary>To be kept for the next visit.</summary>
    public HostRecord Snapshot() => new() { Lessons = Lessons.Snapshot() };
}
