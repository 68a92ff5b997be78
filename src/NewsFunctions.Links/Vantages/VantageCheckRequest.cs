using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Vantages;

/// <summary>What one deployment asks another: the body of <c>POST /api/vantage/checks</c>.</summary>
public sealed record VantageCheckRequest
{
    /// <summary>Locations of one link that are asked for at most.</summary>
    public const int MaxLocations = 16;

    public LinkKind? Kind { get; init; }

    /// <summary>Absolute URLs in order of preference.</summary>
    public IReadOnlyList<string?>? Locations { get; init; }
}
