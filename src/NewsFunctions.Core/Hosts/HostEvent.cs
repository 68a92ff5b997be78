using NewsFunctions.Core.Events;

namespace NewsFunctions.Core.Hosts;

/// <summary>Something that happened to a host and is not told yet.</summary>
/// <param name="Site">Of the link by which it was noticed.</param>
/// <param name="Reason">One sentence.</param>
public sealed record HostEvent(string Site, EventWhat What, DateTimeOffset At, string Reason);
