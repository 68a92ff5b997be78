using NewsFunctions.Core.Survival;

namespace NewsFunctions.Tests.Core.Survival;

/// <summary>Simulates links with known lifetimes as seen by an archive that watches for two years. It sees neither the
/// birth nor the death of most of them.</summary>
internal static class SimulatedLives
{
    public const double MedianYears = 8;

    private const int WatchedMonths = 24;

    /// <param name="youngest">The minimum age in years when the archive starts to watch.</param>
    /// <param name="oldest">The maximum age in years when the archive starts to watch.</param>
    /// <param name="hosts">The number of hosts over which the links are spread evenly.</param>
    public static SurvivalSample Sample(int links, double youngest, double oldest, int hosts, int seed)
    {
        var sample = new SurvivalSample();
        var random = new Random(seed);
        for (int link = 0; link < links; link++)
        {
            sample.Add($"host{link % hosts}", Watch(random, youngest, oldest), 1);
        }

        return sample;
    }

    public static double Alive(double years) => Math.Pow(0.5, years / MedianYears);

    private static AgeInterval Watch(Random random, double youngest, double oldest)
    {
        var born = new DateTimeOffset(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);
        double life = -Math.Log(1 - random.NextDouble(), 2) * MedianYears * 12;
        double begins = 12 * (youngest + ((oldest - youngest) * random.NextDouble()));
        double? alive = null;

        // The interval between checks of an alive link is one to eight weeks.
        for (double age = begins; age <= begins + WatchedMonths; age += 0.25 + (1.5 * random.NextDouble()))
        {
            if (age >= life)
            {
                return AgeInterval.Between(born, At(alive), At(age));
            }

            alive = age;
        }

        return AgeInterval.Between(born, At(alive), deadBy: null);

        DateTimeOffset? At(double? months) => months is { } after ? born.AddDays(after * AgeInterval.DaysPerMonth) : null;
    }
}
