using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Archive.Summaries;

/// <summary>Chooses the figure for a summary's sentence about how long things live.</summary>
internal static class SurvivalHeadlines
{
    private static readonly LinkKind[] Preferred = [LinkKind.Image, LinkKind.Video, LinkKind.Page, LinkKind.Other];

    /// <summary>Prefers pictures, else another kind; then the year with the most deaths among those with a known half-life,
    /// else all years together, else the year with the most deaths.</summary>
    /// <returns>The headline; null if there are too few links or deaths.</returns>
    public static SurvivalHeadline? Of(LifeTable table) => Preferred.Select(kind => Of(table, kind)).FirstOrDefault(headline => headline is not null);

    private static SurvivalHeadline? Of(LifeTable table, LinkKind kind)
    {
        var all = new SurvivalSample();
        var years = new SortedDictionary<int, SurvivalSample>();
        foreach (LifeCell cell in table.Cells)
        {
            if (cell.Kind == kind && cell.Born is { } born)
            {
                if (!years.TryGetValue(born, out SurvivalSample? year))
                {
                    years[born] = year = new SurvivalSample();
                }

                year.Add(table.Hosts[cell.Host], cell.Age, cell.Count);
                all.Add(table.Hosts[cell.Host], cell.Age, cell.Count);
            }
        }

        SurvivalHeadline[] byYear = [.. years.OrderByDescending(year => year.Value.Deaths).Select(year => Of(kind, year.Key, year.Value)).OfType<SurvivalHeadline>()];
        SurvivalHeadline? whole = Of(kind, born: null, all);
        return Array.Find(byYear, year => year.Half is not null) ?? (whole?.Half is not null ? whole : byYear.FirstOrDefault() ?? whole);
    }

    private static SurvivalHeadline? Of(LinkKind kind, int? born, SurvivalSample sample) => SurvivalEstimate.Curve(sample) is { } curve
        ? new SurvivalHeadline(kind, born, sample.Links, sample.Deaths, curve.AgeAt(0.5), curve.LastMonth, Math.Round(curve.AliveAt(curve.LastMonth), 6))
        : null;
}
