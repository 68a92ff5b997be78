using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news survival</c>, which shows how long links live.</summary>
internal static class SurvivalCommand
{
    private const string Description = "Show how long links live: the share that is alive by age, with a 95 % band.";

    private const string Lessons = """
        Examples:
          news survival --kind image --born 2016
          news survival --kind page --host en.alalam.ir --json
          news survival --no-host-deaths              as if no host had died

        The figures are those of the stored summary, which is made anew when it is older than an hour. A curve needs 30 links and
        5 deaths. docs/survival.md explains the method; news export --what survival has the rows.
        The JSON is that of GET /api/survival.

        Exit codes: 0 success, 1 failure: also where there is no summary and making one takes too long.
        """;

    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only links of this kind", LinkKinds.Name);
    private static readonly Option<string?> Host = new("--host") { Description = "Only links whose first location is on this host.", HelpName = "HOST" };
    private static readonly Option<string?> Born = QueryOptions.Year("--born", "Only links born in this year (UTC).");
    private static readonly Option<bool> NoHostDeaths = new("--no-host-deaths") { Description = "Count links that died with their hosts as last seen alive, not as dead." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("survival", Description, Lessons)
        {
            Site, Kind, Host, Born, NoHostDeaths,
        };
        ReadingOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Host) is { } host && !HostQuery.TryParse(host, out _))
            {
                result.AddError("--host is a host name without scheme and path, such as media.alalam.ir or localhost:8080.");
            }
        });
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var query = new SurvivalQuery
        {
            Site = parsed.GetValue(Site),
            Kind = QueryOptions.Chosen<LinkKind>(parsed.GetValue(Kind)),
            Host = parsed.GetValue(Host),
            Born = QueryOptions.YearOf(parsed.GetValue(Born)),
            HostDeaths = !parsed.GetValue(NoHostDeaths),
        };
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        if (await archive.GetSurvivalAsync(query, cancellationToken) is not { } survival)
        {
            return terminal.Fail(SummaryViews.None);
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(survival, ApiJson.Web.SurvivalResponse));
        }
        else
        {
            SurvivalViews.Write(terminal, survival);
        }

        return ExitCodes.Success;
    }
}
