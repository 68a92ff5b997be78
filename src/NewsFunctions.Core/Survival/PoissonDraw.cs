namespace NewsFunctions.Core.Survival;

/// <summary>Draws from Poisson distributions.</summary>
internal static class PoissonDraw
{
    // Above this mean the normal approximation is close enough.
    private const double MaxExact = 30;

    /// <param name="mean">Not negative.</param>
    public static double Next(double mean, Random random)
    {
        if (mean > MaxExact)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * normal)));
        }

        // Knuth's method: multiplies uniform numbers until the product falls below e^-mean.
        double limit = Math.Exp(-mean);
        int count = 0;
        for (double product = random.NextDouble(); product > limit; product *= random.NextDouble())
        {
            count++;
        }

        return count;
    }
}
