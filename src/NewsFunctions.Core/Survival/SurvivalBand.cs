namespace NewsFunctions.Core.Survival;

/// <summary>Lists the units that the bootstrap resamples.</summary>
public enum ResampledUnit
{
    /// <summary>Whole hosts: links of one host often die together.</summary>
    Hosts,

    /// <summary>Single links, used if there are too few hosts. It does not show how hosts differ.</summary>
    Links,
}

/// <summary>Holds the pointwise 95 % bootstrap band of a survival curve.</summary>
public sealed class SurvivalBand
{
    public const int Samples = 200;

    /// <summary>The share of bootstrap curves within the band at each age.</summary>
    public const double Level = 0.95;

    /// <summary>The minimum number of hosts for resampling hosts. With fewer, links are resampled.</summary>
    public const int MinHosts = 5;

    private const int Seed = 20160311;
    private const int Cut = (int)(Samples * (1 - Level) / 2);

    private SurvivalBand(ResampledUnit unit, double[] low, double[] high) => (Unit, Low, High) = (unit, low, high);

    public ResampledUnit Unit { get; }

    /// <summary>The lower end of the band, by month of the age.</summary>
    public IReadOnlyList<double> Low { get; }

    /// <summary>The upper end of the band, by month of the age.</summary>
    public IReadOnlyList<double> High { get; }

    /// <summary>Draws the samples. The same data always give the same samples.</summary>
    /// <param name="masses">The estimate from all links.</param>
    internal static SurvivalBand Of(
        SurvivalSample sample, TurnbullEstimator estimator, double[] masses, SurvivalCurve curve)
    {
        IReadOnlyList<IReadOnlyDictionary<int, int>> hosts = sample.ByHost;
        ResampledUnit unit = hosts.Count >= MinHosts ? ResampledUnit.Hosts : ResampledUnit.Links;
        double[] all = sample.Weights();
        double[] weights = new double[all.Length];
        double[][] byMonth = [.. Enumerable.Range(0, curve.LastMonth + 1).Select(_ => new double[Samples])];
        var random = new Random(Seed);
        for (int number = 0; number < Samples; number++)
        {
            if (unit == ResampledUnit.Hosts)
            {
                DrawHosts(hosts, weights, random);
            }
            else
            {
                DrawLinks(all, weights, random);
            }

            var drawn = new SurvivalCurve(curve.Intervals, estimator.Estimate(weights, masses));
            for (int month = 0; month < byMonth.Length; month++)
            {
                byMonth[month][number] = drawn.AliveAt(month);
            }
        }

        foreach (double[] values in byMonth)
        {
            Array.Sort(values);
        }

        return new SurvivalBand(
            unit,
            [.. byMonth.Select((values, month) => Math.Min(values[Cut - 1], curve.AliveAt(month)))],
            [.. byMonth.Select((values, month) => Math.Max(values[Samples - Cut], curve.AliveAt(month)))]);
    }

    private static void DrawHosts(IReadOnlyList<IReadOnlyDictionary<int, int>> hosts, double[] weights, Random random)
    {
        Array.Clear(weights);
        for (int draw = 0; draw < hosts.Count; draw++)
        {
            foreach ((int place, int count) in hosts[random.Next(hosts.Count)])
            {
                weights[place] += count;
            }
        }
    }

    /// <summary>Draws each link's count from a Poisson distribution with mean 1, which is equivalent to drawing as many links
    /// as there are.</summary>
    private static void DrawLinks(double[] all, double[] weights, Random random)
    {
        double total;
        do
        {
            total = 0;
            for (int place = 0; place < all.Length; place++)
            {
                total += weights[place] = PoissonDraw.Next(all[place], random);
            }
        }
        while (total == 0);
    }
}
