namespace NewsFunctions.Core.Hosts;

/// <summary>Holds an operator's override for a host. It expires by itself.</summary>
/// <param name="Until">The exclusive end.</param>
/// <param name="By">The person who ordered it.</param>
public sealed record HostOverride(HostOverrideKind Kind, DateTimeOffset Since, DateTimeOffset Until, string By)
{
    /// <summary>The operator's reason. It is null if none was given.</summary>
    public string? Reason { get; init; }

    public bool IsActive(DateTimeOffset now) => now < Until;
}

/// <summary>Lists the kinds of overrides.</summary>
public enum HostOverrideKind
{
    /// <summary>Sends no requests to the host.</summary>
    Pause,

    /// <summary>Sends requests to the host, but a failed check is no evidence against its links.</summary>
    Ignore,
}
