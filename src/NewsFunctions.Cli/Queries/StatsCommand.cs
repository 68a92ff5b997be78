using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news stats</c>, which shows the archive in numbers.</summary>
internal static class StatsCommand
{
    private const string Description = "Show the archive in numbers: articles, dumps by status, links by state and verdict.";

    private const string Lessons = """
        Examples:
          news stats
          news stats --site alalam --json
          ArchiveStorage__accountName=mynews news stats    an archive on Azure, with your login

        The JSON is that of GET /api/stats.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<string?> Site = QueryOptions.Site();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("stats", Description, Lessons) { Site };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        StatsResponse stats = await archive.GetStatsAsync(parsed.GetValue(Site), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(stats, ApiJson.Web.StatsResponse));
        }
        else
        {
            StatsViews.Write(terminal, stats);
        }

        return ExitCodes.Success;
    }
}
