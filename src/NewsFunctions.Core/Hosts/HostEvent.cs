using NewsFunctions.Core.Events;

namespace NewsFunctions.Core.Hosts;

/// <summary>Holds a pending event of a host.</summary>
/// <param name="Site">The site of the link whose check caused it.</param>
/// <param name="Reason">One sentence.</param>
public sealed record HostEvent(string Site, EventWhat What, DateTimeOffset At, string Reason);
