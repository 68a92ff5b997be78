using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Operations;

/// <summary>Implements <c>news operations</c>, which shows how the archive was doing, hour by hour.</summary>
internal static class OperationsCommand
{
    private const string Description = "List the hourly measurements for operators: queues, failed dumps, open circuits, due shards, copies.";

    private const string Lessons = """
        Examples:
          news operations
          news operations --limit 24 --json

        The function MeasureOperations measures once an hour; newest first. news poison looks at the queues now.
        The JSON is that of GET /api/operations. docs/operations.md says what to do about each figure.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Next = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("operations", Description, Lessons) { Limit, Next };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        PageResponse<MeasurementResponse> page = await archive.ListMeasurementsAsync(parsed.GetValue(Limit), parsed.GetValue(Next), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseMeasurementResponse));
            return ExitCodes.Success;
        }

        var table = new ResultTable("!At", ">Messages", ">Given up", ">Failed dumps", ">Open circuits", ">Shards due", "Last visit", ">Copies", ">Bytes");
        foreach (MeasurementResponse measured in page.Items)
        {
            table.Add(
                Show.Utc(measured.At),
                Show.Number(measured.Queues.Where(queue => !queue.Poison).Sum(queue => queue.Messages)),
                Show.Number(measured.Queues.Where(queue => queue.Poison).Sum(queue => queue.Messages)),
                Show.Number(measured.FailedDumps),
                Show.Number(measured.OpenCircuits),
                Show.Number(measured.ShardsDue),
                Show.Utc(measured.LastVisitAt),
                Show.Number(measured.Captures.Files),
                Show.Number(measured.Captures.Bytes));
        }

        terminal.List(table, "There is no measurement yet: the archive measures itself once an hour while it is served", page.Continuation);
        return ExitCodes.Success;
    }
}
