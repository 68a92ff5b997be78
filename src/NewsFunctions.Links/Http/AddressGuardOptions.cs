namespace NewsFunctions.Links.Http;

/// <summary>Configures the ports, and the networks besides the public ones, that may be requested: docs/settings.md.</summary>
public sealed record AddressGuardOptions
{
    /// <summary>Networks in CIDR notation that the address guard allows although they are not public. Default none.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Ports that may be requested. Default 80 and 443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; set; } = [80, 443];
}
