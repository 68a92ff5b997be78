using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Api;

/// <summary>How long links live: the answer of <c>GET /api/survival</c>.</summary>
public sealed record SurvivalResponse
{
    /// <summary>When the rows were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required string? Site { get; init; }

    public required LinkKind? Kind { get; init; }

    public required string? Host { get; init; }

    /// <summary>The year of birth.</summary>
    public required int? Born { get; init; }

    /// <summary>Whether links that died with their hosts count as dead.</summary>
    public required bool HostDeaths { get; init; }

    /// <summary>The links of the estimate: those that were seen alive or died.</summary>
    public required long Links { get; init; }

    /// <summary>How many of them died.</summary>
    public required long Deaths { get; init; }

    /// <summary>Links that were neither seen alive nor died, and say nothing.</summary>
    public required long Silent { get; init; }

    /// <summary>Links whose birth is not known, and links that found no room in the table.</summary>
    public required long LeftOut { get; init; }

    /// <summary>The age by which half of the links were gone; null where that is not known (yet).</summary>
    public required AgeReached? Half { get; init; }

    /// <summary>The curve, month by month of the age; empty where there are too few links or deaths to show one.</summary>
    public required IReadOnlyList<SurvivalPoint> Points { get; init; }

    /// <summary>The band around the curve; null where there is no curve.</summary>
    public required SurvivalBandResponse? Band { get; init; }

    /// <summary>The years of birth that there are of this site, kind and host, ascending.</summary>
    public required IReadOnlyList<SurvivalYear> Years { get; init; }

    /// <summary>The hosts that there are of this site, kind and year, those with the most links first, at most 100.</summary>
    public required IReadOnlyList<SurvivalHost> Hosts { get; init; }
}

/// <param name="Months">The age.</param>
/// <param name="Alive">The estimated share that is alive then.</param>
/// <param name="Low">The lower end of the band.</param>
/// <param name="High">The upper end of the band.</param>
/// <param name="Drawn">Whether it lies on a straight line between two ages, because the data do not say when between them links died.</param>
public sealed record SurvivalPoint(int Months, double Alive, double Low, double High, bool Drawn);

/// <param name="Over">What was drawn: whole hosts, or links where there are fewer than five hosts.</param>
/// <param name="Hosts">How many hosts there are.</param>
/// <param name="Samples">How many samples were drawn.</param>
/// <param name="Level">The share of samples within the band at each age.</param>
public sealed record SurvivalBandResponse(ResampledUnit Over, int Hosts, int Samples, double Level);

/// <param name="Half">Null where it is not known (yet), or there are too few links or deaths.</param>
public sealed record SurvivalYear(int Born, long Links, long Deaths, AgeReached? Half);

public sealed record SurvivalHost(string Host, long Links, long Deaths);
