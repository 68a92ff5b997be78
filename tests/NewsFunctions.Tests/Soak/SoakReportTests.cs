using NewsFunctions.Benchmarks.Soak;

namespace NewsFunctions.Tests.Soak;

public sealed class SoakReportTests
{
    [Fact]
    public void Flat_measures_without_faults_are_flat()
    {
        var report = new SoakReport([Measure("memory", new GrowthLimit(0.1, 20), _ => 200)], [("calls", 1_234)], []);

        Assert.Empty(report.Complaints);
        Assert.Equal(
            """
            | measure | begin | end | growth | limit | flat |
            |---|---:|---:|---:|---|---|
            | memory | 200.0 | 200.0 | 0.0 | +40.0 | yes |

            | work | count |
            |---|---:|
            | calls | 1,234 |

            Flat.
            """,
            report.ToString());
    }

    [Fact]
    public void Growing_measure_is_named()
    {
        var report = new SoakReport([Measure("memory", new GrowthLimit(0.1, 20), at => 200 + (2 * at)), Measure("threads", new GrowthLimit(0, 8), _ => 30)], [], []);

        Assert.Equal(["memory"], report.Complaints);
        Assert.EndsWith("\nNot flat: memory.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_alone_is_not_flat() =>
        Assert.EndsWith("\nNot flat: 3 calls failed.", new SoakReport([], [], ["3 calls failed"]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Measure_without_a_limit_is_shown_and_not_judged()
    {
        var report = new SoakReport([Measure("storage", limit: null, at => at)], [], []);

        Assert.Empty(report.Complaints);
        Assert.Contains("| storage | 36.0 | 108.0 | +72.0 |  | not judged |", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Measure_with_too_few_samples_is_not_flat()
    {
        var report = new SoakReport([new Measure("memory", new GrowthLimit(0.1, 20))], [], []);

        Assert.Equal(["memory"], report.Complaints);
        Assert.Contains("| memory | too few samples |", report.ToString(), StringComparison.Ordinal);
    }

    private static Measure Measure(string name, GrowthLimit? limit, Func<int, double> value)
    {
        var measure = new Measure(name, limit);
        for (int at = 0; at < 120; at++)
        {
            measure.Add(value(at));
        }

        return measure;
    }
}
