using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Tests.Links.Checks;

/// <summary>Holds the options of checks by concern, and creates the objects that use them.</summary>
internal sealed record CheckParts
{
    public LinkStateOptions State { get; init; } = new();

    public HostOptions Hosts { get; init; } = new();

    public FetchOptions Fetch { get; init; } = new();

    public AddressGuardOptions Addresses { get; init; } = new();

    public AddressGuard Guard() => new(Options.Create(Addresses));

    public HostPacer Pacer(TimeProvider? time = null) => new(Options.Create(Hosts), time ?? TimeProvider.System);

    public HostOutcomes Outcomes(TimeProvider? time = null) => new(Hosts, new ProcessMemories(), time ?? TimeProvider.System);

    public GuardedConnector Connector() =>
        new(Guard(), Options.Create(Fetch), Options.Create(Hosts), TimeProvider.System, HostNetwork.OfThisMachine);

    public LinkChecker Checker(TimeProvider? time = null, HostNetwork? network = null) => new(
        Guard(),
        Pacer(time),
        Options.Create(Fetch),
        Options.Create(Hosts),
        time ?? TimeProvider.System,
        NullLogger<LinkChecker>.Instance,
        network ?? HostNetwork.OfThisMachine);

    public VantageChecker Vantages(params VantageOptions[] all) => new(
        Guard(),
        Pacer(),
        new ProcessMemories(),
        Options.Create(new VantagesOptions { Vantages = all }),
        Options.Create(Fetch),
        Options.Create(Hosts),
        TimeProvider.System,
        NullLogger<LinkChecker>.Instance);
}
