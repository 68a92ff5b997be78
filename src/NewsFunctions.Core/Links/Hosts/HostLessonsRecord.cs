namespace NewsFunctions.Links;

/// <summary>What the answers of a host taught, as it is stored.</summary>
public sealed record HostLessonsRecord;
