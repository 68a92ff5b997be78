using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Hosts;

namespace NewsFunctions.Cli.Hosts;

/// <summary>Implements <c>news hosts pause | ignore | resume HOST</c>, which set or end an operator's override of a host.</summary>
internal static class HostOverrideCommands
{
    private const string PauseLessons = """
        Examples:
          news hosts pause media.example.org --until 2026-12-05
          news hosts pause media.example.org:8080 --until 2026-12-05T06:00:00Z --reason "asked us to wait"

        Nothing is sent to the host until then. Its links keep their state, whatever their checks would say. It takes effect within half a minute,
        and is recorded as an event (news events --what hostPaused). news hosts resume ends it early.

        Exit codes: 0 success, 1 failure.
        """;

    private const string IgnoreLessons = """
        Examples:
          news hosts ignore media.example.org --until 2026-12-05 --reason "moves to new servers"

        The host is asked as before, but until then no check counts against its links; one that finds a link alive counts. The host is not
        among the open circuits of GET /api/operations. It is recorded as an event (news events --what hostIgnored). news hosts resume ends it early.

        Exit codes: 0 success, 1 failure.
        """;

    private const string ResumeLessons = """
        Examples:
          news hosts resume media.example.org

        It is recorded as an event (news events --what hostResumed).

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Argument<string> Host = CreateHost();
    private static readonly Option<string?> Until = CreateUntil();
    private static readonly Option<string?> Reason = new("--reason") { Description = "Why, in a few words; recorded with the event.", HelpName = "TEXT" };

    public static IEnumerable<Command> Create(Terminal terminal)
    {
        yield return Create("pause", "Send nothing to a host until a time.", PauseLessons, HostOverrideKind.Pause, terminal);
        yield return Create("ignore", "Let no check count against the links of a host until a time.", IgnoreLessons, HostOverrideKind.Ignore, terminal);
        var resume = new TeachingCommand("resume", "End the pause of a host, or that it is ignored.", ResumeLessons)
        {
            Host, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        resume.SetAction(async (parsed, stop) =>
        {
            await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, stop);
            Write(await archive.HostOverrides.EndAsync(NameOf(parsed), Environment.UserName, stop), parsed, terminal);
            return ExitCodes.Success;
        });
        yield return resume;
    }

    private static TeachingCommand Create(string name, string description, string lessons, HostOverrideKind kind, Terminal terminal)
    {
        var command = new TeachingCommand(name, description, lessons)
        {
            Host, Until, Reason, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.SetAction((parsed, stop) => SetAsync(kind, parsed, terminal, stop));
        return command;
    }

    private static async Task<int> SetAsync(HostOverrideKind kind, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        DateTimeOffset until = QueryOptions.Moment(parsed.GetValue(Until))!.Value;
        if (until <= TimeProvider.System.GetUtcNow())
        {
            return terminal.Fail($"--until {Show.Utc(until)} has passed");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        Write(
            await archive.HostOverrides.SetAsync(NameOf(parsed), kind, until, Environment.UserName, parsed.GetValue(Reason), cancellationToken),
            parsed,
            terminal);
        return ExitCodes.Success;
    }

    private static void Write(StoredHost host, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(HostResponse.From(host), ApiJson.Web.HostResponse));
            return;
        }

        if (host.Record.Health.LastAnswer is null)
        {
            terminal.Progress($"{host.Host} has answered no check yet; news hosts lists the hosts that were asked.");
        }

        terminal.Line(host.Override is { } set
            ? $"{host.Host}: {Show.Lower(set.Kind)} until {Show.Utc(set.Until)}"
            : $"{host.Host}: no override");
    }

    private static string NameOf(ParseResult parsed) => Name(parsed.GetRequiredValue(Host))!;

    /// <summary>Spells a host as the archive does: without the default port of https.</summary>
    private static string? Name(string? text) =>
        text is not null && HostQuery.TryParse(text, out HostQuery? host) ? HostName.TryOf($"https://{host}/") : null;

    private static Argument<string> CreateHost()
    {
        var argument = new Argument<string>("host") { Description = "A host as news hosts lists it." };
        argument.Validators.Add(result =>
        {
            if (Name(result.GetValueOrDefault<string>()) is null)
            {
                result.AddError($"'{result.GetValueOrDefault<string>()}' is not a host. Hosts look like media.example.org or media.example.org:8080.");
            }
        });
        return argument;
    }

    private static Option<string?> CreateUntil()
    {
        Option<string?> option = QueryOptions.Time("--until", "When it ends, UTC unless it says otherwise: 2026-12-05 or 2026-12-05T06:00:00Z.");
        option.Required = true;
        return option;
    }
}
