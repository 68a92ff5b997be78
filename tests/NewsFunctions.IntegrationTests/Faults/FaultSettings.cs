using System.Globalization;

namespace NewsFunctions.IntegrationTests.Faults;

/// <summary>Reads which faults an on-demand run has. <c>bench/run faults</c> sets the variables.</summary>
internal static class FaultSettings
{
    /// <summary>The seed of the tests in CI.</summary>
    public const int Seed = 1;

    /// <summary>Reads NEWS_FAULT_PERCENT; 30 if it is not set.</summary>
    public static int Percent => Read("NEWS_FAULT_PERCENT") ?? 30;

    /// <summary>Reads NEWS_FAULT_SEED; random if it is not set.</summary>
    public static int AnySeed => Read("NEWS_FAULT_SEED") ?? (Environment.TickCount & 0xFFFF);

    /// <summary>Prints the command that repeats a run.</summary>
    public static FaultPlan Plan(int seed, int percent)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"NEWS_FAULT_SEED={seed} NEWS_FAULT_PERCENT={percent}");
        return new FaultPlan(seed, percent);
    }

    private static int? Read(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
