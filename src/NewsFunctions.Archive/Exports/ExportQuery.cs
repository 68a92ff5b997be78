using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Exports;

/// <summary>Which rows to export; null means any. <see cref="FiltersOf"/> says which filters an export has.</summary>
public sealed record ExportQuery
{
    public required ExportWhat What { get; init; }

    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>The state of the link. Null means any; in an export of fixes it means <see cref="LinkState.Dead"/>.</summary>
    public LinkState? State { get; init; }

    /// <summary>The verdict of the check; of a link that of its last check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The host of at least one location of the link, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>The earliest publication of the article or time of the check; inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The year of birth of the link (UTC).</summary>
    public int? Born { get; init; }

    /// <summary>The earliest last check of the link; inclusive.</summary>
    public DateTimeOffset? CheckedFrom { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? CheckedTo { get; init; }

    /// <summary>How the media of the article are: those of <see cref="Kind"/> alone where it is given.</summary>
    public WantedMedia? MediaState { get; init; }

    /// <summary>The filters of an export as the API spells them: all that the list of the same things has, too.</summary>
    public static IReadOnlyList<string> FiltersOf(ExportWhat what) => what switch
    {
        ExportWhat.Articles => ["site", "from", "to", "mediaState", "kind"],
        ExportWhat.Links => ["site", "kind", "state", "verdict", "host", "checkedFrom", "checkedTo"],
        ExportWhat.Checks => ["site", "kind", "verdict", "from", "to"],
        ExportWhat.Fixes => ["site", "kind", "state", "host", "from", "to"],
        ExportWhat.Survival => ["site", "kind", "host", "born"],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not an export"),
    };

    /// <summary>Whether a link in this state is lost, so that its occurrences can be fixed.</summary>
    public static bool IsLost(LinkState state) => state is LinkState.Dead or LinkState.Suspect;

    internal bool Covers(DateTimeOffset? time) => (From is null || time >= From) && (To is null || time < To);
}
