using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Survival;

/// <summary>Selects the links of a survival estimate; null means any.</summary>
public sealed record SurvivalQuery
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>Gets the host of the link's first location, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>Gets the year of birth (UTC).</summary>
    public int? Born { get; init; }

    /// <summary>True if links that died with their hosts count as dead. Otherwise they only count as alive until then.</summary>
    public bool HostDeaths { get; init; } = true;

    /// <summary>Returns the age of the links of a cell for this query.</summary>
    internal AgeInterval AgeOf(LifeCell cell) => cell.WithHost && !HostDeaths ? cell.Age with { To = null } : cell.Age;

    /// <summary>Returns for each host of a table whether it matches.</summary>
    internal IReadOnlyList<bool> Hosts(LifeTable table)
    {
        var wanted = HostQuery.Of(Host);
        return [.. table.Hosts.Select(host => wanted is null || wanted.IsHost(host))];
    }
}
