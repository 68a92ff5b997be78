namespace NewsFunctions.Core.Survival;

/// <summary>Returns the ages over which the deaths of innermost intervals are drawn.</summary>
/// <remarks>
/// At both ends of the observed ages the likelihood has only one interval for links that could have died at many ages. If links are
/// watched only from some age on, most of those found dead at the first check had died long before: they are drawn from the last age
/// with an earlier observation. At the highest observed age, links that are alive would all die with the last death: they are
/// assumed to live on. The values at the ends of other innermost intervals do not change.
/// </remarks>
internal static class DrawnIntervals
{
    // Alive links are checked at least every 56 days, so a link with a shorter interval than this was being watched.
    private const int MaxWatched = 3;

    /// <param name="counts">The number of links for each observation.</param>
    /// <param name="masses">The estimate.</param>
    public static IReadOnlyList<AgeInterval> Of(
        IReadOnlyList<AgeInterval> observations, IReadOnlyList<double> counts, InnermostIntervals intervals, IReadOnlyList<double> masses)
    {
        int[] seen = [.. observations.SelectMany(one => (IEnumerable<int>)(one.To is { } to ? [one.From, to] : [one.From])).Append(0).Distinct().Order()];
        AgeInterval[] drawn = [.. intervals.All];
        for (int place = 0; place < drawn.Length; place++)
        {
            int before = Array.BinarySearch(seen, drawn[place].From) - 1;
            if (before >= 0 && drawn[place].From - seen[before] > MaxWatched && IsMostly(place, link => link.From <= seen[before]))
            {
                drawn[place] = drawn[place] with { From = seen[before] };
            }
        }

        return IsMostly(drawn.Length - 1, link => link.To is null) ? [.. drawn[..^1], intervals.All[^1] with { To = null }] : drawn;

        // Tells whether more than half of the mass of an interval comes from such links.
        bool IsMostly(int place, Predicate<AgeInterval> condition)
        {
            double all = 0;
            double such = 0;
            for (int i = 0; i < observations.Count; i++)
            {
                (int first, int last) = intervals.Within(observations[i]);
                if (place >= first && place <= last)
                {
                    double probability = 0;
                    for (int within = first; within <= last; within++)
                    {
                        probability += masses[within];
                    }

                    double share = probability > 0 ? counts[i] * masses[place] / probability : 0;
                    all += share;
                    such += condition(observations[i]) ? share : 0;
                }
            }

            return such > all / 2;
        }
    }
}
