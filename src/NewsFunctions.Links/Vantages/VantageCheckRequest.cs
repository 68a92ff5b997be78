using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Vantages;

/// <summary>Holds a request from one deployment to another: the body of <c>POST /api/vantage/checks</c>.</summary>
public sealed record VantageCheckRequest
{
    /// <summary>The maximum number of locations of one link.</summary>
    public const int MaxLocations = 16;

    public LinkKind? Kind { get; init; }

    /// <summary>Absolute URLs in order of preference.</summary>
    public IReadOnlyList<string?>? Locations { get; init; }
}
