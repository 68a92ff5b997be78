using NewsFunctions.Articles;
using NewsFunctions.Links;

namespace NewsFunctions.Exports;

/// <summary>Which rows to export; null means any. <see cref="FiltersOf"/> says which filters an export has.</summary>
public sealed record ExportQuery
{
    public required ExportWhat What { get; init; }

    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    /// <summary>The state of the link. Null means any; in an export of fixes it means <see cref="LinkState.Dead"/>.</summary>
    public LinkState? State { get; init; }

    /// <summary>The verdict of the check.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>The host of at least one location of the link, with or without a port.</summary>
    public string? Host { get; init; }

    /// <summary>The earliest publication of the article or time of the check; inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The year of birth of the link (UTC).</summary>
    public int? Born { get; init; }

    public MediaState? MediaState { get; init; }

    /// <summary>The filters of an export as the API spells them.</summary>
    public static IReadOnlyList<string> FiltersOf(ExportWhat what) => what switch
    {
        ExportWhat.Articles => ["site", "from", "to", "mediaState"],
        ExportWhat.Links => ["site", "kind", "state", "host"],
        ExportWhat.Checks => ["site", "kind", "verdict", "from", "to"],
        ExportWhat.Fixes => ["site", "kind", "state", "host", "from", "to"],
        ExportWhat.Survival => ["site", "kind", "host", "born"],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not an export"),
    };

    /// <summary>Whether a link in this state is lost, so that its occurrences can be fixed.</summary>
    public static bool IsLost(LinkState state) => state is LinkState.Dead or LinkState.Suspect;

    internal bool Covers(DateTimeOffset? time) => (From is null || time >= From) && (To is null || time < To);
}
