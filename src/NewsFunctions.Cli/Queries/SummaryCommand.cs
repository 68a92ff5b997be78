using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news summary</c>, which shows the data of the archive's page as tables.</summary>
internal static class SummaryCommand
{
    private const string Description = "Show how much is lost: in all, on which days, on which hosts, over time, or to damage.";

    private const string Lessons = """
        Examples:
          news summary
          news summary --part days --site alalam     on which days media were lost
          news summary --part hosts                  the hosts with the most dead and suspect links
          news summary --json | jq .week

        The figures are those of the stored summary, which is made anew when it is older than an hour.
        The JSON is that of GET /api/summary, whatever the part.

        Exit codes: 0 success, 1 failure: also where there is no summary and making one takes too long.
        """;

    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> Part = QueryOptions.Choice<SummaryPart>("--part", "What to show instead of the counts", SummaryViews.Name);

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("summary", Description, Lessons) { Site, Part };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        if (await archive.GetSummaryAsync(parsed.GetValue(Site), cancellationToken) is not { } summary)
        {
            return terminal.Fail(SummaryViews.None);
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(summary, ApiJson.Web.ArchiveSummary));
        }
        else
        {
            SummaryViews.Write(terminal, summary, QueryOptions.Chosen<SummaryPart>(parsed.GetValue(Part)));
        }

        return ExitCodes.Success;
    }
}
