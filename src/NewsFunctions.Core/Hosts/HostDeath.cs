namespace NewsFunctions.Core.Hosts;

/// <summary>Identifies the event that declared a host dead. Links that died with it refer to it.</summary>
public sealed record HostDeath(string Host, DateTimeOffset At);
