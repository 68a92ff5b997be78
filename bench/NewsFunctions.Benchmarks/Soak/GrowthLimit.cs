namespace NewsFunctions.Benchmarks.Soak;

/// <summary>Says how much a measure may grow from begin to end: a share of its begin, and an amount.</summary>
/// <param name="MaxEnd">The most that the end may be, however large the begin was.</param>
internal sealed record GrowthLimit(double Share, double Amount, double MaxEnd = double.PositiveInfinity)
{
    public double Of(double begin) => (Share * begin) + Amount;
}
