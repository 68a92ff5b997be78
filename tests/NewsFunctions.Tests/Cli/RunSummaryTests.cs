using System.Text.Json;
using NewsFunctions.Articles;
using NewsFunctions.Cli.Run;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Cli;

public sealed class RunSummaryTests
{
    [Fact]
    public void The_summary_has_exactly_the_shape_that_scripts_rely_on() => Assert.Equal(
        """{"dumps":{"ingested":2,"rejected":1,"failed":0},"articles":3,"links":{"total":3,"byState":{"Unknown":1,"Alive":2},"byVerdict":{"Alive":1,"Moved":1}},"checks":4,"seconds":1.5}""",
        JsonSerializer.Serialize(Summary(new DumpTally(2, 1, 0)), RunSummary.Json));

    [Theory]
    [InlineData(3, 0, 0, 0)]
    [InlineData(3, 1, 0, 2)]
    [InlineData(3, 1, 1, 1)]
    [InlineData(0, 1, 0, 2)]
    public void The_exit_code_tells_the_worst_that_happened(int ingested, int rejected, int failed, int exitCode) =>
        Assert.Equal(exitCode, Summary(new DumpTally(ingested, rejected, failed)).ExitCode);

    private static RunSummary Summary(DumpTally dumps) => new()
    {
        Dumps = dumps,
        Articles = 3,
        Links = LinkTally.Of([Link("1", LinkState.Alive, Verdict.Moved), Link("2", LinkState.Unknown, null), Link("3", LinkState.Alive, Verdict.Alive)]),
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
