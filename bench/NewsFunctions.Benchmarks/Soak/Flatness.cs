using NewsFunctions.Benchmarks.Api;

namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Compares the end of a series with its begin. The first fifth is the warm-up and is left out. Begin and end are the medians of the
/// first and of the last quarter of the rest, so neither single spikes nor the sawtooth of the garbage collector count.</summary>
internal sealed record Flatness(double Begin, double End, double Allowed, bool IsFlat)
{
    private const double WarmUp = 0.2;
    private const int Quarters = 4;
    private const int MinValuesOfQuarter = 2;

    public double Growth => End - Begin;

    /// <param name="values">One value for each sample, in order of time; NaN where a sample has none.</param>
    /// <returns>Null if there are too few values to judge.</returns>
    public static Flatness? Of(IReadOnlyList<double> values, GrowthLimit limit)
    {
        double[] rest = [.. values.Skip((int)(WarmUp * values.Count)).Where(double.IsFinite)];
        int quarter = rest.Length / Quarters;
        if (quarter < MinValuesOfQuarter)
        {
            return null;
        }

        double begin = Spread.Of(rest[..quarter]).Median;
        double end = Spread.Of(rest[^quarter..]).Median;
        double allowed = limit.Of(begin);
        return new Flatness(begin, end, allowed, end - begin <= allowed && end <= limit.MaxEnd);
    }
}
