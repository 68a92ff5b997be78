namespace NewsFunctions.Core.Survival;

/// <summary>What is drawn again and again to see how far an estimate may be off.</summary>
public enum ResampledUnit
{
    /// <summary>Whole hosts: links of one host often die together.</summary>
    Hosts,

    /// <summary>Single links, where there are too few hosts. It says nothing of how hosts differ.</summary>
    Links,
}

/// <summary>The pointwise 95 % band of a survival curve, by bootstrap.</summary>
public sealed class SurvivalBand
{
    public const int Samples = 200;

    /// <summary>The share of bootstrap curves within the band at each age.</summary>
    public const double Level = 0.95;

    /// <summary>The fewest hosts that samples are drawn from; with fewer, links are drawn instead.</summary>
    public const int MinHosts = 5;

    private const int Seed = 20160311;
    private const int Cut = (int)(Samples * (1 - Level) / 2);

    private SurvivalBand(ResampledUnit unit, double[] low, double[] high) => (Unit, Low, High) = (unit, low, high);

    public ResampledUnit Unit { get; }

    /// <summary>The lower end of the band, by month of the age.</summary>
    public IReadOnlyList<double> Low { get; }

    /// <summary>The upper end of the band, by month of the age.</summary>
    public IReadOnlyList<double> High { get; }

    /// <summary>Draws the samples, always the same ones of the same data.</summary>
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

    /// <summary>Draws how often each link comes from a Poisson distribution with mean 1, which is what drawing as many links as there are
    /// comes to.</summary>
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
