namespace NewsFunctions.Core.Hosts;

/// <summary>What an operator has ordered for a host. It ends by itself.</summary>
/// <param name="Until">Exclusive.</param>
/// <param name="By">Who ordered it.</param>
public sealed record HostOverride(HostOverrideKind Kind, DateTimeOffset Since, DateTimeOffset Until, string By)
{
    /// <summary>Why, in the operator's words; null where none were given.</summary>
    public string? Reason { get; init; }

    public bool IsActive(DateTimeOffset now) => now < Until;
}

/// <summary>What an override does.</summary>
public enum HostOverrideKind
{
    /// <summary>Nothing is sent to the host.</summary>
    Pause,

    /// <summary>The host is asked, but a check that fails is no evidence against its links.</summary>
    Ignore,
}
