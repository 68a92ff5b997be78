namespace NewsFunctions.Links.Http;

/// <summary>Says which ports, and which networks beside the public ones, may be asked: docs/settings.md.</summary>
public sealed record AddressGuardOptions
{
    /// <summary>Networks in CIDR notation that the address guard lets pass although they are not public. Default none.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Ports that may be asked. Default 80 and 443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; set; } = [80, 443];
}
