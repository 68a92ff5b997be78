namespace NewsFunctions.Core.Hosts;

/// <summary>The event that a host was declared dead: what links refer to that died with it.</summary>
public sealed record HostDeath(string Host, DateTimeOffset At);
