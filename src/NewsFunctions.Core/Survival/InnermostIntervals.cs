namespace NewsFunctions.Core.Survival;

/// <summary>Finds the intervals in which the nonparametric maximum likelihood estimate can have mass. Each begins where an observation begins and
/// ends where one ends, with no other end in between.</summary>
/// <remarks>B. W. Turnbull, "The Empirical Distribution Function with Arbitrarily Grouped, Censored and Truncated Data", JRSS B 38 (1976).
/// Observations are open on the left and closed on the right, so one that ends at an age does not overlap one that begins there.</remarks>
public sealed class InnermostIntervals
{
    private readonly int[] _from;
    private readonly int[] _to;

    private InnermostIntervals(List<AgeInterval> all)
    {
        All = all;
        _from = [.. all.Select(one => one.From)];
        _to = [.. all.Select(one => one.To ?? int.MaxValue)];
    }

    /// <summary>The intervals, ascending and disjoint. Only the last may have no end.</summary>
    public IReadOnlyList<AgeInterval> All { get; }

    public static InnermostIntervals Of(IEnumerable<AgeInterval> observations)
    {
        var begins = new HashSet<int>();
        var ends = new HashSet<int>();
        foreach (AgeInterval observation in observations)
        {
            begins.Add(observation.From);
            ends.Add(observation.To ?? int.MaxValue);
        }

        var all = new List<AgeInterval>();
        int? begin = null;

        // An age that is both a begin and an end is treated as an end first.
        foreach (int age in begins.Union(ends).Order())
        {
            if (begin is { } from && ends.Contains(age))
            {
                all.Add(new AgeInterval(from, age == int.MaxValue ? null : age));
                begin = null;
            }

            begin = begins.Contains(age) ? age : begin;
        }

        return new InnermostIntervals(all);
    }

    /// <summary>Returns the first and last index in <see cref="All"/> of the intervals within an observation.</summary>
    public (int First, int Last) Within(AgeInterval observation)
    {
        int first = Array.BinarySearch(_from, observation.From);
        int last = Array.BinarySearch(_to, observation.To ?? int.MaxValue);
        return (first < 0 ? ~first : first, last < 0 ? ~last - 1 : last);
    }
}
