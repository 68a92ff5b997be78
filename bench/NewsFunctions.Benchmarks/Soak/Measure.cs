namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Collects the values of one measure, one for each sample.</summary>
/// <param name="limit">Null for a measure that is shown and not judged.</param>
internal sealed class Measure(string name, GrowthLimit? limit)
{
    private static readonly GrowthLimit Unlimited = new(0, double.PositiveInfinity);
    private readonly List<double> _values = [];

    public string Name => name;

    public GrowthLimit? Limit => limit;

    public double Last => _values.Count == 0 ? double.NaN : _values[^1];

    /// <param name="value">NaN if there was nothing to measure.</param>
    public void Add(double value) => _values.Add(value);

    /// <returns>Null if there are too few values to judge.</returns>
    public Flatness? Judge() => Flatness.Of(_values, limit ?? Unlimited);
}
