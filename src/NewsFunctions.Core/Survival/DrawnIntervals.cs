namespace NewsFunctions.Core.Survival;

/// <summary>The ages between which the deaths of innermost intervals are drawn.</summary>
/// <remarks>
/// At both ends of what was watched the likelihood has only one place to put links that could have died at many ages. Where links are
/// watched from some age on, most of those found dead at the first look had died long before: they are drawn from the last age at which
/// something was seen before. At the oldest age that was seen, links that are alive would all die with the last one that did: they are
/// taken to live on. No value at the end of another innermost interval changes.
/// </remarks>
internal static class DrawnIntervals
{
    // Links that are alive are checked at least every 56 days, so over less than this they were watched.
    private const int MaxWatched = 3;

    /// <param name="counts">How many links each observation stands for.</param>
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
