using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Survival;

/// <summary>How many links died at which age, as of one time: all that estimates of survival are made from.</summary>
public sealed record LifeTable
{
    /// <summary>Stands for hosts that are not listed, and for links without a location.</summary>
    public const string OtherHosts = "";

    public static LifeTable Empty { get; } = new() { Hosts = [], Cells = [] };

    /// <summary>The hosts of first locations, as <see cref="HostName"/> spells them.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    public required IReadOnlyList<LifeCell> Cells { get; init; }

    /// <summary>Links that found no room in the table.</summary>
    public long Unlisted { get; init; }
}
