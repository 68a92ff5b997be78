using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Survival;

/// <summary>Counts how many links died at which age, as of one time. All survival estimates are computed from it.</summary>
public sealed record LifeTable
{
    /// <summary>Stands for hosts that are not listed, and for links without a location.</summary>
    public const string OtherHosts = "";

    public static LifeTable Empty { get; } = new() { Hosts = [], Cells = [] };

    /// <summary>The hosts of first locations, spelled as in <see cref="HostName"/>.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    public required IReadOnlyList<LifeCell> Cells { get; init; }

    /// <summary>The number of links that did not fit in the table.</summary>
    public long Unlisted { get; init; }
}
