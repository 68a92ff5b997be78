using System.Globalization;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Reports;

/// <summary>Formats figures, days and ages in the words of the dashboard.</summary>
internal static class ReportWords
{
    private const int MonthsOfYear = 12;

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long number, string one, string? many = null) => $"{Number(number)} {(number == 1 ? one : many ?? one + "s")}";

    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset time) => Day(DateOnly.FromDateTime(time.UtcDateTime));

    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Formats a share. It never shows 0 % for a part or 100 % for less than everything.</summary>
    public static string Share(double part, double total) => part == 0 || total == 0 ? "none"
        : part >= total ? "all"
        : (100 * part / total) switch
        {
            < 1 => "less than 1 %",
            > 99 => "more than 99 %",
            double share => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share, MidpointRounding.AwayFromZero)} %"),
        };

    public static string Kind(LinkKind? kind, long number) => (kind, number) switch
    {
        (LinkKind.Image, 1) => "picture",
        (LinkKind.Image, _) => "pictures",
        (LinkKind.Video, 1) => "video",
        (LinkKind.Video, _) => "videos",
        (LinkKind.Page, 1) => "page",
        (LinkKind.Page, _) => "pages",
        (LinkKind.Other, 1) => "file",
        (LinkKind.Other, _) => "files",
        (_, 1) => "link",
        _ => "links",
    };

    /// <summary>Joins parts: "a", "a and b", "a, b and c".</summary>
    public static string Listing(IReadOnlyList<string> parts) =>
        parts.Count < 2 ? string.Concat(parts) : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}";

    public static string Headline(ReportFigures figures)
    {
        HistoryEntry states = figures.States;
        if (figures.Total == 0)
        {
            return "Nothing that could be lost is known.";
        }

        string things = figures.IsCurrent ? Things(figures.Summary) : $"{Number(figures.Total)} links";
        long untold = states.Blocked + states.Unknown;
        string[] parts =
        [
            .. new[]
            {
                Clause(states.Alive, "there", figures.IsCurrent),
                Clause(states.Dead, "lost", figures.IsCurrent),
                Clause(states.Suspect, "in doubt", figures.IsCurrent),
                untold == 0 ? "" : $"{Number(untold)} {(figures.IsCurrent ? "cannot" : "could not")} be told",
            }.Where(part => part.Length > 0),
        ];
        return $"Of {things}, {Listing(parts)}.";
    }

    /// <summary>Says how long links live, in one sentence with one figure.</summary>
    public static string Life(SurvivalHeadline life)
    {
        string things = Born(life.Kind, life.Born);
        return life.Half switch
        {
            null => $"After {Age(life.Months)}, {Share(life.Alive, 1)} of the {things} were still there.",
            { } half when IsExact(half) => $"Half of the {things} were gone after {Age(half.Months)}.",
            { } half => $"Half of the {things} were gone after {Age(half.ByMonths)} at the latest.",
        };
    }

    /// <summary>Names links by kind and year of birth: "pictures of 2016".</summary>
    public static string Born(LinkKind? kind, int? born) =>
        born is { } year ? string.Create(CultureInfo.InvariantCulture, $"{Kind(kind, 2)} of {year}") : Kind(kind, 2);

    /// <summary>Formats the age at which half were gone, for a table.</summary>
    public static string Half(AgeReached? half) => half switch
    {
        null => "not known",
        _ when IsExact(half) => Age(half.Months),
        _ => $"{Years(half.AfterMonths)} to {Age(half.ByMonths)}",
    };

    public static string Age(double months)
    {
        if (months < MonthsOfYear)
        {
            return Count((long)Math.Round(months), "month");
        }

        string years = Years(months);
        return years == "1" ? "1 year" : $"{years} years";
    }

    /// <summary>Describes the health of a host. While its circuit is open, nothing counts against its links.</summary>
    public static string Host(HostCounts host)
    {
        if (host.DeadSince is { } dead)
        {
            return $"dead since {Day(dead)}";
        }

        string what = host.Trouble == HostTrouble.Change ? "answers for something else now"
            : host.DownSince is { } down ? $"down since {Day(down)}"
            : host.CircuitOpen ? "most of its links failed at once"
            : "";
        return host.CircuitOpen ? $"{what}; nothing counts against its links meanwhile" : what;
    }

    private static string Things(ArchiveSummary summary)
    {
        (LinkKind Kind, LinkCounts Counts)[] kinds =
        [
            (LinkKind.Image, summary.ByKind.Image), (LinkKind.Video, summary.ByKind.Video), (LinkKind.Other, summary.ByKind.Other), (LinkKind.Page, summary.ByKind.Page),
        ];
        string[] named = [.. kinds.Where(kind => kind.Counts.Total > 0).Select(kind => Kind(kind.Kind, summary.Links.Total))];
        return $"{Number(summary.Links.Total)} {Listing(named)} in {Count(summary.Articles.Total, "article")}";
    }

    private static string Clause(long number, string what, bool isNow) =>
        number == 0 ? "" : $"{Number(number)} {(isNow ? number == 1 ? "is" : "are" : number == 1 ? "was" : "were")} {what}";

    // The data have the age to the year.
    private static bool IsExact(AgeReached half) => half.ByMonths - half.AfterMonths <= MonthsOfYear;

    private static string Years(double months) => (months / MonthsOfYear).ToString("0.#", CultureInfo.InvariantCulture);
}
