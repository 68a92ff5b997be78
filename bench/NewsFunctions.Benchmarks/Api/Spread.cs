using System.Globalization;

namespace NewsFunctions.Benchmarks.Api;

/// <summary>Holds the median, minimum and maximum over several rounds.</summary>
internal readonly record struct Spread(double Median, double Min, double Max) : IFormattable
{
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new Spread(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public string ToString(string? format, IFormatProvider? formatProvider) => string.Create(
        CultureInfo.InvariantCulture, $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Min.ToString(format, CultureInfo.InvariantCulture)} to {Max.ToString(format, CultureInfo.InvariantCulture)})");
}
