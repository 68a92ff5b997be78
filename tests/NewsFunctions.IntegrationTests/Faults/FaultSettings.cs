using System.Globalization;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Says which faults a run that was asked for has: <c>bench/run faults</c> sets the variables.</summary>
internal static class FaultSettings
{
    /// <summary>The seed of the tests that always run.</summary>
    public const int Seed = 1;

    /// <summary>NEWS_FAULT_PERCENT, otherwise 30.</summary>
    public static int Percent => Read("NEWS_FAULT_PERCENT") ?? 30;

    /// <summary>NEWS_FAULT_SEED, otherwise another one each time.</summary>
    public static int AnySeed => Read("NEWS_FAULT_SEED") ?? (Environment.TickCount & 0xFFFF);

    /// <summary>Tells how to replay a run.</summary>
    public static FaultPlan Plan(int seed, int percent)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"NEWS_FAULT_SEED={seed} NEWS_FAULT_PERCENT={percent}");
        return new FaultPlan(seed, percent);
    }

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
