using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Queries;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Operations;

/// <summary>Implements <c>news poison</c>, which shows what waits in the queues, and what was given up.</summary>
internal static class PoisonCommand
{
    private const string Description = "Show what was given up: messages in poison queues and failed dumps, beside what waits in the queues.";

    private const string Lessons = """
        Examples:
          news poison
          news poison --json
          ArchiveStorage__accountName=mynews news poison    an archive on Azure, with your login

        A message that failed five times goes to a poison queue. Those of dumps are taken from there, and the dump is Failed in the ledger:
        news dumps retry ID tries again. docs/operations.md says what to do about the others.

        Exit codes: 0 success, also where something was given up; 1 failure.
        """;

    private static readonly Option<int> Limit = QueryOptions.Limit();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("poison", Description, Lessons) { Limit };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        (IReadOnlyList<QueueResponse> queues, DateTimeOffset? measuredAt) = await archive.ReadQueuesAsync(cancellationToken);
        PageResponse<DumpResponse> failed = await archive.ListDumpsAsync(
            new DumpFilter { Status = DumpStatus.Failed }, parsed.GetValue(Limit), continuation: null, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(new PoisonView(queues, failed.Items), PoisonJson.Default.PoisonView));
            return ExitCodes.Success;
        }

        var table = new ResultTable("!Queue", ">Messages", ">Oldest");
        foreach (QueueResponse queue in queues)
        {
            table.Add(queue.Queue, Show.Number(queue.Messages), queue.OldestSeconds is { } seconds ? TimeSpan.FromSeconds(seconds).ToString("c") : "-");
        }

        terminal.Table(table);
        if (measuredAt is { } at)
        {
            terminal.Line($"As measured at {Show.Utc(at)}.");
        }

        terminal.Line();
        if (failed.Items.Count == 0)
        {
            terminal.Line("No dump has failed.");
            return ExitCodes.Success;
        }

        terminal.Table(DumpViews.Table(failed.Items));
        terminal.Progress("news dumps retry ID ingests one again.");
        return ExitCodes.Success;
    }
}

internal sealed record PoisonView(IReadOnlyList<QueueResponse> Queues, IReadOnlyList<DumpResponse> FailedDumps);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(LowerCaseEnumConverter<DiagnosticSeverity>), typeof(NamedEnumConverter<DumpStatus>)])]
[JsonSerializable(typeof(PoisonView))]
internal sealed partial class PoisonJson : JsonSerializerContext;
