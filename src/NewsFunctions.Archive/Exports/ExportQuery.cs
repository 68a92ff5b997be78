using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Exports;

/// <summary>Selects the rows to export; null means any. <see cref="FiltersOf"/> lists the filters of each export.</summary>
public sealed record ExportQuery
{
    public required ExportWhat What { get; init; }

    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>Gets the state of the link. Null means any; in an export of fixes it means <see cref="LinkState.Dead"/>.</summary>
    public LinkState? State { get; init; }

    /// <summary>Gets the verdict of the check; for a link, of its last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Gets the host of at least one location of the link, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>Gets the inclusive lower bound of the article's publication or the check's time.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Gets the exclusive upper bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Gets the year of birth of the link (UTC).</summary>
    public int? Born { get; init; }

    /// <summary>Gets the inclusive lower bound of the link's last check.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>Gets the exclusive upper bound.</summary>
    public DateTimeOffset? CheckedTo { get; init; }

    /// <summary>Gets the state of the article's media; only those of <see cref="Kind"/> if it is given.</summary>
    public WantedMedia? MediaState { get; init; }

    /// <summary>Returns the filters of an export as the API spells them: all those of the corresponding list.</summary>
    public static IReadOnlyList<string> FiltersOf(ExportWhat what) => what switch
    {
        ExportWhat.Articles => ["site", "from", "to", "mediaState", "kind"],
        ExportWhat.Links => ["site", "kind", "state", "verdict", "host", "checkedFrom", "checkedTo"],
        ExportWhat.Checks => ["site", "kind", "verdict", "from", "to"],
        ExportWhat.Fixes => ["site", "kind", "state", "host", "from", "to"],
        ExportWhat.Survival => ["site", "kind", "host", "born"],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not an export"),
    };

    /// <summary>Returns whether a link in this state is lost, so that its occurrences can be fixed.</summary>
    public static bool IsLost(LinkState state) => state is LinkState.Dead or LinkState.Suspect;

    internal bool Covers(DateTimeOffset? time) => (From is null || time >= From) && (To is null || time < To);
}
