using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using NewsFunctions.Benchmarks.Dumps;

namespace NewsFunctions.Benchmarks.Parsing;

/// <summary>Runs the BenchmarkDotNet classes and prints the ratios that have targets.</summary>
internal static class MicroBenchmarks
{
    /// <param name="options">Options of BenchmarkDotNet, such as <c>--filter *Scan*</c> or <c>--job medium</c>.</param>
    public static int Run(string[] options)
    {
        // Runs in this process, because a generated project would inherit the solution's artifacts folder and analyzers.
        bool ownJob = options.Contains("--job") || options.Contains("-j");
        Job job = (ownJob ? Job.Default : Job.ShortRun).WithToolchain(InProcessEmitToolchain.Instance);
        IConfig config = DefaultConfig.Instance
            .AddJob(ownJob ? job : job.WithIterationCount(7))
            .AddColumn(StatisticColumn.Min)
            .WithArtifactsPath(Path.Combine(BenchmarkDump.Folder(), "..", "artifacts", "benchmarks"));
        Summary[] summaries = [.. BenchmarkSwitcher.FromTypes([typeof(ParseBenchmarks), typeof(ScanBenchmarks)])
            .Run(options.Contains("--filter") || options.Contains("-f") ? options : [.. options, "--filter", "*"], config)];
        foreach (Summary summary in summaries)
        {
            Print(summary);
        }

        return summaries.Length > 0 && summaries.All(s => !s.HasCriticalValidationErrors && s.Reports.All(r => r.Success)) ? 0 : 1;
    }

    private static void Print(Summary summary)
    {
        Say($"Dump: {Path.GetFileName(BenchmarkDump.Path)}, {BenchmarkDump.Bytes.Length} bytes, list {BenchmarkDump.List.Length}, as JSON {BenchmarkDump.Whole.Length}");
        if (Best(summary, nameof(ParseBenchmarks.ArticleRecord)) is { } article)
        {
            Say($"article record / tokens of the whole: {article / Best(summary, nameof(ParseBenchmarks.TokensOfTheWhole)):F2} (target 2.5)");
            Say($"article record / tokens of the list:  {article / Best(summary, nameof(ParseBenchmarks.TokensOfTheList)):F2}");
            Say($"pass without allocation / tokens of the whole: {Best(summary, nameof(ParseBenchmarks.PassWithoutAllocation)) / Best(summary, nameof(ParseBenchmarks.TokensOfTheWhole)):F2}");
            long? allocated = Report(summary, nameof(ParseBenchmarks.ArticleRecord))?.GcStats.GetBytesAllocatedPerOperation(Report(summary, nameof(ParseBenchmarks.ArticleRecord))!.BenchmarkCase);
            Say($"allocated bytes per input byte: {allocated / (double)BenchmarkDump.Bytes.Length:F2} (target 2.5)");
        }

        if (Best(summary, nameof(ScanBenchmarks.ArticleBoundaries)) is { } scan)
        {
            Say($"boundary scan / count of newlines: {scan / Best(summary, nameof(ScanBenchmarks.CountOfNewlines)):F2} (target 3)");
        }

        if (Best(summary, nameof(ScanBenchmarks.RecordsOfTheText)) is { } records)
        {
            Say($"records of a text / count of newlines: {records / Best(summary, nameof(ScanBenchmarks.CountOfNewlines)):F2} (target 3)");
        }
    }

    private static BenchmarkReport? Report(Summary summary, string method) =>
        summary.Reports.FirstOrDefault(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == method && r.Success);

    /// <summary>Returns the fastest iteration, because other work on a shared machine can only add time.</summary>
    private static double? Best(Summary summary, string method) => Report(summary, method)?.ResultStatistics?.Min;

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
