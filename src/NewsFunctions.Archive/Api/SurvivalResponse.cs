using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Api;

/// <summary>Holds the answer of <c>GET /api/survival</c>: how long links live.</summary>
public sealed record SurvivalResponse
{
    /// <summary>The time when the rows were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required string? Site { get; init; }

    public required LinkKind? Kind { get; init; }

    public required string? Host { get; init; }

    /// <summary>The year of birth.</summary>
    public required int? Born { get; init; }

    /// <summary>True if links that died with their hosts count as dead.</summary>
    public required bool HostDeaths { get; init; }

    /// <summary>The number of links in the estimate: those that were seen alive or died.</summary>
    public required long Links { get; init; }

    /// <summary>The number of these that died.</summary>
    public required long Deaths { get; init; }

    /// <summary>The number of links that were neither seen alive nor died, and so give no information.</summary>
    public required long Silent { get; init; }

    /// <summary>The number of links without a known birth, and of those that did not fit in the table.</summary>
    public required long LeftOut { get; init; }

    /// <summary>The age by which half of the links were gone; null if not known (yet).</summary>
    public required AgeReached? Half { get; init; }

    /// <summary>The curve by month of age; empty if there are too few links or deaths to show one.</summary>
    public required IReadOnlyList<SurvivalPoint> Points { get; init; }

    /// <summary>The band around the curve; null if there is no curve.</summary>
    public required SurvivalBandResponse? Band { get; init; }

    /// <summary>The available years of birth for this site, kind and host, ascending.</summary>
    public required IReadOnlyList<SurvivalYear> Years { get; init; }

    /// <summary>The available hosts for this site, kind and year, those with the most links first, at most 100.</summary>
    public required IReadOnlyList<SurvivalHost> Hosts { get; init; }
}

/// <param name="Months">The age in months.</param>
/// <param name="Alive">The estimated share that is alive at this age.</param>
/// <param name="Low">The lower end of the band.</param>
/// <param name="High">The upper end of the band.</param>
/// <param name="Drawn">True if the point is on a straight line between two ages, because the data do not say when between them links died.</param>
public sealed record SurvivalPoint(int Months, double Alive, double Low, double High, bool Drawn);

/// <param name="Over">What was resampled: whole hosts, or links if there are fewer than five hosts.</param>
/// <param name="Hosts">The number of hosts.</param>
/// <param name="Samples">The number of samples.</param>
/// <param name="Level">The share of samples within the band at each age.</param>
public sealed record SurvivalBandResponse(ResampledUnit Over, int Hosts, int Samples, double Level);

/// <param name="Half">Null if not known (yet), or if there are too few links or deaths.</param>
public sealed record SurvivalYear(int Born, long Links, long Deaths, AgeReached? Half);

public sealed record SurvivalHost(string Host, long Links, long Deaths);
