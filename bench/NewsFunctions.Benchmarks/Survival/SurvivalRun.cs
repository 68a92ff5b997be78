using System.Diagnostics;
using System.Globalization;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Benchmarks.Survival;

/// <summary>Estimates the survival of invented links with its confidence band, and prints how long that took.</summary>
internal static class SurvivalRun
{
    private const double SecondsAllowed = 1;
    private const int Rounds = 5;
    private const int WatchedMonths = 24;
    private const int OldestMonths = 168;
    private const double MedianMonths = 96;

    /// <param name="hosts">The number of hosts. With fewer than five, the band resamples links instead of hosts.</param>
    public static int Run(int links, int hosts)
    {
        SurvivalSample sample = Sample(links, hosts);
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            (SurvivalCurve curve, SurvivalBand band) = SurvivalEstimate.CurveWithBand(sample)!.Value;
            double seconds = watch.Elapsed.TotalSeconds;
            best = Math.Min(best, seconds);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{sample.Links} links, {sample.Deaths} deaths, {hosts} hosts: {seconds:F2} s; half gone after {curve.AgeAt(0.5)!.Months / 12:F2} years (true: {MedianMonths / 12:F2}), {SurvivalBand.Samples} samples of {band.Unit}"));
        }

        return best < SecondsAllowed ? 0 : 1;
    }

    /// <summary>Simulates links with exponential lifetimes that are watched for two years from some age on.</summary>
    private static SurvivalSample Sample(int links, int hosts)
    {
        var random = new Random(1);
        var sample = new SurvivalSample();
        for (int link = 0; link < links; link++)
        {
            double life = -Math.Log(1 - random.NextDouble(), 2) * MedianMonths;
            double begins = OldestMonths * random.NextDouble();
            double alive = 0;
            int? dead = null;
            for (double age = begins; age <= begins + WatchedMonths && dead is null; age += 0.25 + (1.5 * random.NextDouble()))
            {
                (alive, dead) = age < life ? (age, dead) : (alive, (int)Math.Ceiling(age));
            }

            sample.Add($"host{link % hosts}", new AgeInterval((int)alive, dead is { } by ? Math.Max((int)alive + 1, by) : null), 1);
        }

        return sample;
    }
}
