using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news dumps</c>, which lists the ledger, shows one dump, or starts another attempt to ingest one.</summary>
internal static class DumpsCommand
{
    private const string Description = "List dumps and what became of them, show one, or ingest one again.";

    private const string Lessons = """
        Examples:
          news dumps --status failed                                what needs a look
          news dumps --name '2026-11*'                              by the beginning of their names
          news dumps 20261123190000-0123456789abcdef                one of them, with its diagnostics
          news dumps retry 20261123190000-0123456789abcdef          ingest it again, without an upload

        Newest uploads first. retry sends the dump to the queue of the ingests; running functions take it from there.
        It does no harm to a dump that was ingested already. The JSON is that of GET /api/dumps.

        Exit codes: 0 success, 1 failure; also where there is no such dump.
        """;

    private const string RetryLessons = """
        Examples:
          news dumps retry 20261123190000-0123456789abcdef

        Exit codes: 0 the dump was sent, 1 failure; also where there is no such dump, or its upload is gone.
        """;

    private static readonly Argument<string?> Id = IdArgument(ArgumentArity.ZeroOrOne);
    private static readonly Argument<string?> RetriedId = IdArgument(ArgumentArity.ExactlyOne);
    private static readonly Option<string?> Status = QueryOptions.Choice<DumpStatus>("--status", "Only dumps in this status", status => status.ToString());
    private static readonly Option<string?> Name = new("--name") { Description = "Only this name; with * at its end, names that begin so.", HelpName = "NAME" };
    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Next = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var retry = new TeachingCommand("retry", "Ingest a dump again, without an upload.", RetryLessons)
        {
            RetriedId, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        retry.SetAction((parsed, stop) => RetryAsync(parsed, terminal, stop));
        var command = new TeachingCommand("dumps", Description, Lessons)
        {
            Id, Status, Name, Limit, Next, retry,
        };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => parsed.GetValue(Id) is { } id ? ShowAsync(id, parsed, terminal, stop) : ListAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var filter = new DumpFilter { Name = parsed.GetValue(Name), Status = QueryOptions.Chosen<DumpStatus>(parsed.GetValue(Status)) };
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        PageResponse<DumpResponse> page = await archive.ListDumpsAsync(filter, parsed.GetValue(Limit), parsed.GetValue(Next), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseDumpResponse));
            return ExitCodes.Success;
        }

        terminal.List(DumpViews.Table(page.Items), "No dump fits", page.Continuation);
        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(string id, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        if (await archive.GetDumpAsync(Parse(id), cancellationToken) is not { } dump)
        {
            return terminal.Fail(Unknown(id));
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(dump, ApiJson.Web.DumpResponse));
        }
        else
        {
            DumpViews.Write(terminal, dump);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> RetryAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string id = parsed.GetValue(RetriedId)!;
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        switch (await archive.Retries.SendAsync(Parse(id), cancellationToken))
        {
            case DumpRetry.Unknown:
                return terminal.Fail(Unknown(id));
            case DumpRetry.Gone:
                return terminal.Fail($"the upload of {id} was deleted or replaced. Upload it again");
            default:
                terminal.Progress($"Sent {id} to the queue {ArchiveNames.IngestsQueue}. news dumps {id} shows what becomes of it.");
                break;
        }

        if (parsed.GetValue(CommonOptions.Json) && await archive.Queries.GetDumpAsync(Parse(id), cancellationToken) is { } dump)
        {
            terminal.Json(JsonSerializer.Serialize(dump, ApiJson.Web.DumpResponse));
        }

        return ExitCodes.Success;
    }

    private static DumpId Parse(string id) => DumpId.TryParse(id, out DumpId dump) ? dump : throw new ArgumentException($"'{id}' is not a dump id.", nameof(id));

    private static string Unknown(string id) => $"the archive has no dump {id}. news dumps lists what it has";

    private static Argument<string?> IdArgument(ArgumentArity arity)
    {
        var argument = new Argument<string?>("id") { Description = "The id of a dump, as the list shows it.", Arity = arity };
        argument.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } id && !DumpId.TryParse(id, out _))
            {
                result.AddError($"'{id}' is not the id of a dump, which looks like 20161123190000-0123456789abcdef.");
            }
        });
        return argument;
    }
}
