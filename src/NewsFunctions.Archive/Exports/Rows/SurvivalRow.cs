using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Holds one link with the times when it was born, alive and dead.</summary>
public sealed record SurvivalRow
{
    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required LinkKind Kind { get; init; }

    public required string? Host { get; init; }

    public required LinkState State { get; init; }

    public required DateTimeOffset? Born { get; init; }

    public required BirthSource? BornBy { get; init; }

    public required DateTimeOffset? AliveFrom { get; init; }

    public required DateTimeOffset? LastAlive { get; init; }

    public required DateTimeOffset? FirstStrike { get; init; }

    public required DateTimeOffset? DeadBy { get; init; }

    public required DateTimeOffset? HostDeadAt { get; init; }

    public required int? FromMonths { get; init; }

    public required int? ToMonths { get; init; }

    /// <param name="host">The host of the first location.</param>
    internal static SurvivalRow From(Link link, LinkLife life, string? host) => new()
    {
        Site = link.Site,
        LinkId = link.Id.Value,
        Kind = link.Kind,
        Host = host,
        State = link.State,
        Born = life.Birth?.At,
        BornBy = life.Birth?.Source,
        AliveFrom = life.AliveFrom,
        LastAlive = life.LastAlive,
        FirstStrike = link.FirstStrike,
        DeadBy = life.DeadBy,
        HostDeadAt = link.HostDead?.At,
        FromMonths = life.Age?.From,
        ToMonths = life.Age?.To,
    };
}
