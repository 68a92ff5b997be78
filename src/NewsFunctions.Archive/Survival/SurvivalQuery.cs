using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Survival;

/// <summary>Which links an estimate of survival is made of; null means any.</summary>
public sealed record SurvivalQuery
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>The host of the link's first location, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>The year of birth (UTC).</summary>
    public int? Born { get; init; }

    /// <summary>Whether links that died with their hosts count as dead; else they are known to have been alive, and no more.</summary>
    public bool HostDeaths { get; init; } = true;

    /// <summary>The age of the links of a cell as this query sees it.</summary>
    internal AgeInterval AgeOf(LifeCell cell) => cell.WithHost && !HostDeaths ? cell.Age with { To = null } : cell.Age;

    /// <summary>Says of each host of a table whether it is the one that is asked for.</summary>
    internal IReadOnlyList<bool> Hosts(LifeTable table)
    {
        var wanted = HostQuery.Of(Host);
        return [.. table.Hosts.Select(host => wanted is null || wanted.IsHost(host))];
    }
}
