namespace NewsFunctions.Core.Survival;

/// <summary>Holds the estimated share of links that are alive, by age in months.</summary>
/// <remarks>Within an interval the data show how many died, but not when. There the curve is a straight line.</remarks>
public sealed class SurvivalCurve
{
    private readonly IReadOnlyList<AgeInterval> _intervals;
    private readonly double[] _masses;
    private readonly double[] _alive;

    /// <param name="intervals">Ascending and disjoint; only the last may have no end.</param>
    /// <param name="masses">The share of links that died in each interval.</param>
    public SurvivalCurve(IReadOnlyList<AgeInterval> intervals, double[] masses)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        ArgumentNullException.ThrowIfNull(masses);
        _intervals = intervals;
        _masses = masses;
        AgeInterval last = _intervals[^1];
        _alive = new double[(last.To ?? last.From) + 1];
        Draw();
    }

    internal IReadOnlyList<AgeInterval> Intervals => _intervals;

    /// <summary>The last month with data.</summary>
    public int LastMonth => _alive.Length - 1;

    /// <param name="month">0 to <see cref="LastMonth"/>.</param>
    public double AliveAt(int month) => _alive[month];

    /// <summary>Says whether the month lies within an interval in which links died, so that its value is interpolated, not estimated.</summary>
    public bool IsDrawn(int month)
    {
        for (int place = 0; place < _intervals.Count; place++)
        {
            if (_masses[place] > 0 && _intervals[place] is { To: { } to } interval && month > interval.From && month < to)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the age at which a share of the links is gone. Returns null if that is beyond the data.</summary>
    public AgeReached? AgeAt(double shareGone)
    {
        double gone = 0;
        for (int place = 0; place < _intervals.Count; place++)
        {
            if (_masses[place] > 0 && gone + _masses[place] >= shareGone)
            {
                return _intervals[place] is { From: var from, To: { } to }
                    ? new AgeReached(from, to, from + ((to - from) * (shareGone - gone) / _masses[place]))
                    : null;
            }

            gone += _masses[place];
        }

        return null;
    }

    private void Draw()
    {
        double gone = 0;
        int month = 0;
        for (int place = 0; place < _intervals.Count; place++)
        {
            (int from, int? to) = (_intervals[place].From, _intervals[place].To);
            for (; month <= Math.Min(from, LastMonth); month++)
            {
                _alive[month] = 1 - gone;
            }

            for (; to is { } end && month <= end; month++)
            {
                _alive[month] = Math.Clamp(1 - gone - (_masses[place] * (month - from) / (end - from)), 0, 1);
            }

            gone = Math.Min(1, gone + _masses[place]);
        }
    }
}

/// <summary>Bounds the age at which a share of links was gone.</summary>
/// <param name="AfterMonths">The share was not reached at this age.</param>
/// <param name="ByMonths">The share was reached at this age.</param>
/// <param name="Months">The point between the two where the line reaches it.</param>
public sealed record AgeReached(int AfterMonths, int ByMonths, double Months);
