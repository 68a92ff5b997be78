using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Summaries;

namespace NewsFunctions.Archive.Survival;

/// <summary>Answers how long links live, from the life tables that belong to the summaries.</summary>
public sealed class SurvivalQueries(SummaryQueries summaries, LifeTableStore tables)
{
    /// <summary>Answers from the table of the site, or of all sites, in one operation. An old table is rebuilt first, as in
    /// <see cref="SummaryQueries.GetAsync"/>.</summary>
    /// <returns>The answer; null if there is none yet, and making one takes longer than a call waits.</returns>
    public async Task<SurvivalResponse?> GetAsync(SurvivalQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredLifeTable? stored = await tables.ReadAsync(query.Site, cancellationToken);
        if (stored is not null && summaries.IsYoung(stored.AsOf))
        {
            return SurvivalAnswers.Answer(stored.Table, stored.AsOf, query);
        }

        if (await summaries.GetAsync(query.Site, cancellationToken) is not { } summary)
        {
            return null;
        }

        // A site without rows has no table, or an old one. Older versions wrote summaries without tables.
        stored = summary.Links.Total > 0 ? await tables.ReadAsync(query.Site, cancellationToken) : null;
        return SurvivalAnswers.Answer(stored?.Table ?? LifeTable.Empty, stored?.AsOf ?? summary.AsOf, query);
    }
}
