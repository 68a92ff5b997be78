namespace NewsFunctions.Core.Survival;

/// <summary>Finds the nonparametric maximum likelihood estimate of the age at death from interval-censored observations.</summary>
/// <remarks>
/// Turnbull's self-consistency steps alone converge slowly, so each is followed by a step of the iterative convex minorant algorithm
/// (J. A. Wellner and Y. Zhan, "A Hybrid Algorithm for Computation of the Nonparametric Maximum Likelihood Estimator from Censored Data",
/// JASA 92, 1997). Neither step decreases the likelihood. A step's cost is proportional to the distinct observations, not to the links.
/// </remarks>
public sealed class TurnbullEstimator
{
    private const int MaxSteps = 2000;
    private const int MaxHalvings = 20;

    // The log-likelihood of an estimate is at most this much per link below the maximum (see Excess).
    private const double Tolerance = 1e-6;

    // Many observations contain the same innermost intervals and count as one. These are the first and last of those intervals.
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int[] _groupOf;
    private readonly int _places;

    /// <param name="observations">Distinct; the weights of an estimate are in this order.</param>
    public TurnbullEstimator(IReadOnlyList<AgeInterval> observations)
    {
        Intervals = InnermostIntervals.Of(observations);
        _places = Intervals.All.Count;
        (int First, int Last)[] within = [.. observations.Select(Intervals.Within)];
        (int First, int Last)[] groups = [.. within.Distinct()];
        Dictionary<(int First, int Last), int> places = groups.Index().ToDictionary(group => group.Item, group => group.Index);
        _first = [.. groups.Select(group => group.First)];
        _last = [.. groups.Select(group => group.Last)];
        _groupOf = [.. within.Select(one => places[one])];
    }

    public InnermostIntervals Intervals { get; }

    /// <summary>Estimates the mass of each innermost interval.</summary>
    /// <param name="counts">The number of links for each observation; at least one is positive.</param>
    /// <param name="start">The starting point, such as the estimate of a similar sample; null for the default.</param>
    public double[] Estimate(ReadOnlySpan<double> counts, double[]? start = null)
    {
        double[] weights = new double[_first.Length];
        double total = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            weights[_groupOf[i]] += counts[i];
            total += counts[i];
        }

        // Self-consistency never changes a zero mass, so every interval starts with a positive one.
        double[] masses = new double[_places];
        for (int place = 0; place < _places; place++)
        {
            masses[place] = start is null ? 1.0 / _places : (0.9 * start[place]) + (0.1 / _places);
        }

        var work = new Work(_places);
        for (int step = 0; step < MaxSteps; step++)
        {
            work.SetCumulative(masses);
            if (SumRatios(work, weights, total) <= 1 + Tolerance)
            {
                break;
            }

            for (int place = 0; place < _places; place++)
            {
                masses[place] *= work.Ratios[place];
            }

            TakeConvexMinorantStep(work, masses, weights);
        }

        return masses;
    }

    /// <summary>Sums, for each innermost interval, weight divided by probability over the observations that contain it. At the maximum, the
    /// largest sum divided by the number of links is 1. The excess over 1 bounds, per link, how far the likelihood is below its maximum.</summary>
    private double SumRatios(Work work, ReadOnlySpan<double> weights, double total)
    {
        Span<double> ratios = work.Ratios;
        ratios.Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                double share = weights[i] / (total * work.ProbabilityOf(_first[i], _last[i]));
                ratios[_first[i]] += share;
                ratios[_last[i] + 1] -= share;
            }
        }

        double largest = 0;
        for (int place = 1; place < _places; place++)
        {
            ratios[place] += ratios[place - 1];
        }

        for (int place = 0; place < _places; place++)
        {
            largest = Math.Max(largest, ratios[place]);
        }

        return largest;
    }

    private void TakeConvexMinorantStep(Work work, double[] masses, ReadOnlySpan<double> weights)
    {
        if (_places < 2)
        {
            return;
        }

        work.SetCumulative(masses);
        double before = LogLikelihood(work.Cumulative, weights);
        work.Gradient.AsSpan().Clear();
        work.Curvature.AsSpan().Clear();
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                double probability = work.ProbabilityOf(_first[i], _last[i]);
                double slope = weights[i] / probability;
                double curvature = slope / probability;
                work.Gradient[_first[i]] -= slope;
                work.Gradient[_last[i] + 1] += slope;
                work.Curvature[_first[i]] += curvature;
                work.Curvature[_last[i] + 1] += curvature;
            }
        }

        // The ends, 0 and 1, are fixed.
        int inner = _places - 1;
        Span<double> target = work.Target.AsSpan(1, inner);
        Span<double> scale = work.Curvature.AsSpan(1, inner);
        for (int k = 0; k < inner; k++)
        {
            scale[k] = Math.Max(scale[k], 1e-9);
            target[k] = work.Cumulative[k + 1] + (work.Gradient[k + 1] / scale[k]);
        }

        IsotonicRegression.Fit(target, scale);
        for (int k = 0; k < inner; k++)
        {
            target[k] = Math.Clamp(target[k], 0, 1);
        }

        work.Target[0] = 0;
        work.Target[_places] = 1;
        double share = 1;
        for (int halving = 0; halving < MaxHalvings; halving++, share /= 2)
        {
            for (int k = 0; k <= _places; k++)
            {
                work.Trial[k] = work.Cumulative[k] + (share * (work.Target[k] - work.Cumulative[k]));
            }

            if (LogLikelihood(work.Trial, weights) > before)
            {
                for (int place = 0; place < _places; place++)
                {
                    masses[place] = Math.Max(0, work.Trial[place + 1] - work.Trial[place]);
                }

                return;
            }
        }
    }

    private double LogLikelihood(double[] cumulative, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            if (weights[i] > 0)
            {
                double probability = cumulative[_last[i] + 1] - cumulative[_first[i]];
                if (probability <= 0)
                {
                    return double.NegativeInfinity;
                }

                sum += weights[i] * Math.Log(probability);
            }
        }

        return sum;
    }

    /// <summary>Holds the arrays of one estimate.</summary>
    private sealed class Work(int places)
    {
        public double[] Cumulative { get; } = new double[places + 1];

        public double[] Trial { get; } = new double[places + 1];

        public double[] Target { get; } = new double[places + 1];

        public double[] Gradient { get; } = new double[places + 1];

        public double[] Curvature { get; } = new double[places + 1];

        public double[] Ratios { get; } = new double[places + 1];

        public void SetCumulative(double[] masses)
        {
            for (int place = 0; place < masses.Length; place++)
            {
                Cumulative[place + 1] = Cumulative[place] + masses[place];
            }
        }

        public double ProbabilityOf(int first, int last) => Math.Max(Cumulative[last + 1] - Cumulative[first], 1e-300);
    }
}
