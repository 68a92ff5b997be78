using System.Diagnostics;
using System.Globalization;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Tests.Core.Survival;

/// <summary>Compares the estimate with R: with <c>survfit(Surv(from, to, type = "interval2"))</c> of the package
/// survival, and with Turnbull's algorithm in plain R for the two scenarios in which survfit stops before the maximum
/// (docs/survival.md). The goldens are always checked; R itself is checked if it is installed.</summary>
public sealed class SurvfitTests
{
    private const double Tolerance = 0.005;

    public static TheoryData<string> Scenarios => [.. Directory.EnumerateDirectories(Folder).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static string Folder => Repository.PathOf("tests", "NewsFunctions.Tests", "TestData", "Survival");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Estimate_agrees_with_the_golden_from_R(string scenario) =>
        AssertAgrees(scenario, File.ReadAllLines(Path.Combine(Folder, scenario, "expected.csv")));

    [Theory]
    [InlineData("AFewLinks")]
    [InlineData("AllDead")]
    [InlineData("HostThatDied")]
    public async Task Estimate_agrees_with_the_survfit_of_R(string scenario) =>
        AssertAgrees(scenario, await RunAsync(Path.Combine(Folder, scenario, "input.csv")));

    private static void AssertAgrees(string scenario, IReadOnlyList<string> expected)
    {
        AgeInterval[] links = [.. File.ReadAllLines(Path.Combine(Folder, scenario, "input.csv")).Skip(1).Select(Link)];
        AgeInterval[] distinct = [.. links.Distinct()];
        var estimator = new TurnbullEstimator(distinct);
        var curve = new SurvivalCurve(estimator.Intervals.All, estimator.Estimate([.. distinct.Select(one => (double)links.Count(link => link == one))]));

        Assert.True(expected.Count > 5);
        foreach (string line in expected.Skip(1))
        {
            double[] numbers = [.. line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

            // R places the deaths of an innermost interval at its midpoint.
            AgeInterval? around = estimator.Intervals.All.Cast<AgeInterval?>().FirstOrDefault(one => one!.Value.From < numbers[0] && numbers[0] <= one.Value.To);
            int month = around?.To ?? Math.Min((int)numbers[0], curve.LastMonth);
            Assert.True(
                Math.Abs(curve.AliveAt(month) - numbers[1]) <= Tolerance,
                string.Create(CultureInfo.InvariantCulture, $"{scenario}: at {numbers[0]} months R has {numbers[1]}, the estimate is {curve.AliveAt(month):F6}."));
        }
    }

    private static AgeInterval Link(string line) => line.Split(',') is [var from, var to]
        ? new AgeInterval(int.Parse(from, CultureInfo.InvariantCulture), to.Length == 0 ? null : int.Parse(to, CultureInfo.InvariantCulture))
        : throw new FormatException(line);

    private static async Task<IReadOnlyList<string>> RunAsync(string input)
    {
        ProcessStartInfo start = new("Rscript", ["--vanilla", Path.Combine(Folder, "survfit.R"), input]) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process? started = null;
        try
        {
            started = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Required.SkipWithout("Rscript", "Rscript is not installed (Debian packages r-base-core and r-cran-survival).");
        }

        using Process run = started!;
        Task<string> error = run.StandardError.ReadToEndAsync(Token);
        string output = await run.StandardOutput.ReadToEndAsync(Token);
        await run.WaitForExitAsync(Token);
        if (run.ExitCode != 0 && (await error).Contains("there is no package called", StringComparison.Ordinal))
        {
            Required.SkipWithout("Rscript", "R has no package survival (Debian package r-cran-survival).");
        }

        Assert.True(run.ExitCode == 0, await error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
