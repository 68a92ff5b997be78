namespace NewsFunctions.IntegrationTests.Cli;

/// <summary>
/// Runs the examples from the help texts. Some of them change the archive, so they use a separate one.
/// </summary>
public sealed class HelpExampleTests(SmallArchive archive) : IClassFixture<SmallArchive>
{
    [Theory]
    [InlineData("articles")]
    [InlineData("links")]
    [InlineData("hosts")]
    [InlineData("events")]
    [InlineData("stats")]
    [InlineData("summary")]
    [InlineData("operations")]
    [InlineData("rejudge")]
    [InlineData("fix-list")]
    public async Task Examples_of_help_run_as_they_are_printed(string command)
    {
        CliRun help = await CliRun.InProcessAsync(command, "--help");

        // Examples with ids refer to articles and links that this archive does not have.
        foreach (string example in HelpExamples.Of(help.Output).Where(example => !example.Contains('/', StringComparison.Ordinal)))
        {
            CliRun run = await CliRun.InProcessAsync([.. example.Split(' ').Skip(1), "--data", archive.Data]);
            Assert.True(run.ExitCode == 0 && !run.Error.Contains("news:", StringComparison.Ordinal), $"{example}: {run.Error}");
        }
    }
}
