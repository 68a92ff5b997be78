using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes an operator's override for a host.</summary>
public sealed record HostOverrideResponse(HostOverrideKind Kind, DateTimeOffset Since, DateTimeOffset Until, string By, string? Reason)
{
    public static HostOverrideResponse From(HostOverride value) => new(value.Kind, value.Since, value.Until, value.By, value.Reason);
}
