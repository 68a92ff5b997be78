using System.Text.Json;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Cli.Run;

public sealed class RunSummaryTests
{
    [Fact]
    public void Summary_has_exactly_the_documented_shape() => Assert.Equal(
        """{"dumps":{"ingested":2,"rejected":1,"failed":0},"skipped":[{"name":"a\u0001.txt","reason":"why"}],"articles":3,"links":{"total":3,"byState":{"Unknown":1,"Alive":2},"byVerdict":{"Alive":1,"Moved":1}},"checks":4,"seconds":1.5}""",
        JsonSerializer.Serialize(Summary(new RunDumps(2, 1, 0)) with { Skipped = [new SkippedFile("a\u0001.txt", "why")] }, RunSummary.Json));

    [Fact]
    public void Summary_lists_refusal_reasons_with_the_setting_that_allows_each()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        RunSummary summary = Summary(new RunDumps(1, 0, 0)) with
        {
            Refused = [new Refusal(204, "Port 8081 is not among the allowed ones (80, 443).", "LinkChecks__AllowedPorts=80,443,8081")],
        };

        RunReport.Write(summary, json: false, new Terminal(output, error));

        Assert.Matches(@"Refused +204 +Port 8081 is not among the allowed ones", output.ToString());
        Assert.Contains("LinkChecks__AllowedPorts=80,443,8081", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            ""","refused":[{"links":204,"reason":"Port 8081 is not among the allowed ones (80, 443).","setting":"LinkChecks__AllowedPorts=80,443,8081"}],""",
            JsonSerializer.Serialize(summary, RunSummary.Json),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 0, 0, 0)]
    [InlineData(3, 1, 0, 2)]
    [InlineData(3, 1, 1, 1)]
    [InlineData(0, 1, 0, 2)]
    public void Exit_code_is_that_of_the_worst_outcome(int ingested, int rejected, int failed, int exitCode) =>
        Assert.Equal(exitCode, Summary(new RunDumps(ingested, rejected, failed)).ExitCode);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 1)]
    public void Skipped_file_counts_as_rejected(int failed, int exitCode) =>
        Assert.Equal(exitCode, (Summary(new RunDumps(3, 0, failed)) with { Skipped = [new SkippedFile("a", "why")] }).ExitCode);

    private static RunSummary Summary(RunDumps dumps) => new()
    {
        Dumps = dumps,
        Articles = 3,
        Links = RunLinks.Of([Link("1", LinkState.Alive, Verdict.Moved), Link("2", LinkState.Unknown, null), Link("3", LinkState.Alive, Verdict.Alive)]),
        Checks = 4,
        Seconds = 1.5,
    };

    private static Link Link(string id, LinkState state, Verdict? verdict) => new()
    {
        Site = "alalam",
        Id = LinkId.ForPage(ArticleId.Parse(id)),
        Path = id,
        State = state,
        Verdict = verdict,
    };
}
