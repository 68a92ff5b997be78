using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Hosts;

/// <summary>Implements <c>news hosts</c>, which shows the state of the links' hosts.</summary>
internal static class HostsCommand
{
    private const string Description = "List the hosts that links are on, and how they are doing; pause one, or ignore it.";

    private const string Lessons = """
        Examples:
          news hosts
          news hosts --json
          news hosts pause media.example.org --until 2026-12-05

        A host is Down once most of its links that were alive fail at once, and Dead after 30 days of that: see docs/link-checks.md.
        The JSON is that of GET /api/hosts.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Continued = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("hosts", Description, Lessons)
        {
            Limit, Continued,
        };
        ReadingOptions.AddTo(command);
        foreach (Command subcommand in HostOverrideCommands.Create(terminal))
        {
            command.Add(subcommand);
        }

        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        PageResponse<HostResponse> page = await archive.ListHostsAsync(parsed.GetValue(Limit), parsed.GetValue(Continued), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseHostResponse));
            return ExitCodes.Success;
        }

        var table = new ResultTable("State", "Since", ">Links", ">Suspect", ">Dead", "Last answer", ">Interval ms", "Silent until", "Override", "!Host");
        foreach (HostResponse host in page.Items)
        {
            (string state, DateTimeOffset? since) = host switch
            {
                { DeadSince: { } died } => ("Dead", died),
                { CircuitOpen: true } => ("Down", host.DownSince),
                { DownSince: { } silent } => ("Silent", silent),
                { LastAnswer: null } => ("Unknown", null),
                _ => ("Up", (DateTimeOffset?)null),
            };
            table.Add(
                state,
                Show.Utc(since),
                host.Links is { } links ? Show.Number(links.Total) : "-",
                host.Links is { } suspect ? Show.Number(suspect.Suspect) : "-",
                host.Links is { } dead ? Show.Number(dead.Dead) : "-",
                Show.Utc(host.LastAnswer),
                host.IntervalMilliseconds is { } interval ? Show.Number((long)interval) : "-",
                Show.Utc(host.SilentUntil),
                host.Override is { } set ? $"{Show.Lower(set.Kind)} until {Show.Utc(set.Until)}" : "-",
                host.Host);
        }

        terminal.List(table, "No host is known: none was asked for a link yet", page.Continuation);
        return ExitCodes.Success;
    }
}
