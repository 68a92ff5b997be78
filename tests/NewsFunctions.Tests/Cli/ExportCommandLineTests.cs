using NewsFunctions.Cli;

namespace NewsFunctions.Tests.Cli;

public sealed class ExportCommandLineTests
{
    [Theory]
    [InlineData("export", "--csv FILE or --ndjson FILE with --what, or --warc FILE")]
    [InlineData("export --csv a --warc b", "--csv and --warc do not go together")]
    [InlineData("export --csv a", "--csv needs --what: articles, links, checks, fixes, survival.")]
    [InlineData("export --csv a --what books", "--what is one of articles, links, checks, fixes, survival.")]
    [InlineData("export --csv a --what links --from 2016-03-01", "--from does not go with links, which take --site, --kind, --state, --verdict, --host, --checked-from, --checked-to.")]
    [InlineData("export --csv a --what articles --verdict Gone", "--verdict does not go with articles, which take --site, --from, --to, --media-state, --kind.")]
    [InlineData("export --csv a --what checks --from 2016-03-02 --to 2016-03-01", "--to is exclusive and must be after --from.")]
    [InlineData("export --csv a --what fixes --state Alive", "--state must be Dead (the default) or Suspect")]
    [InlineData("export --csv a --what links --host http://a", "--host is a host name")]
    [InlineData("export --ndjson a --what links --no-bom", "--no-bom is an option of --csv only.")]
    [InlineData("export --csv - --what links --json", "with --csv - the rows go to standard output")]
    [InlineData("export --warc a --what links", "--what does not go with --warc")]
    [InlineData("export --warc a --kind image", "--kind does not go with --warc")]
    [InlineData("export --warc -", "--warc needs a file name")]
    [InlineData("fix-list --state Alive", "--state must be Dead (the default) or Suspect")]
    [InlineData("fix-list --csv --json", "--csv and --json do not go together.")]
    [InlineData("fix-list --host a:x", "--host is a host name")]
    public async Task Contradictory_command_line_names_the_option(string commandLine, string said)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int exitCode = await NewsCommand.RunAsync(commandLine.Split(' '), output, error, TestContext.Current.CancellationToken);

        Assert.Equal((1, ""), (exitCode, output.ToString()));
        Assert.Contains(said, error.ToString(), StringComparison.Ordinal);
        Assert.Contains($"Try: news {commandLine.Split(' ')[0]} --help", error.ToString(), StringComparison.Ordinal);
    }
}
