using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Exports.Rows;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Exports;

/// <summary>Implements <c>news fix-list</c>, which lists where lost links are mentioned and what can replace them.</summary>
internal static class FixListCommand
{
    private const string Description = "List what there is to fix: each article that mentions a dead link, and the copy that can replace it.";

    private const string Lessons = """
        Examples:
          news fix-list
          news fix-list --site alalam --from 2016-03-01 --to 2016-04-01 --kind image
          news fix-list --state Suspect              what is dying
          news fix-list --csv > fixes.csv            all of it, for a spreadsheet

        One row an article and link. --csv writes what news export --what fixes writes, --json has the same rows:
        {"items":[{"site","articleId",...}]}. docs/exports.md explains the columns.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<bool> Csv = new("--csv") { Description = "Print CSV instead of a table." };
    private static readonly Option<int> Limit = QueryOptions.Limit();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("fix-list", Description, Lessons);
        foreach (Option<string?> filter in RowFilters.Of(ExportWhat.Fixes))
        {
            command.Add(filter);
        }

        Limit.Description = "Rows in the table, 1 to 1000; CSV and JSON have all.";
        command.Add(Limit);
        command.Add(Csv);
        ReadingOptions.AddTo(command);
        command.Validators.Add(result =>
        {
            RowFilters.Check(result, ExportWhat.Fixes);
            if (result.GetResult(Csv) is not null && CommonOptions.TypedJson(result) is { } json)
            {
                result.AddError($"--csv and {json} do not go together.");
            }
        });
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        ExportQuery query = RowFilters.Read(parsed, ExportWhat.Fixes);
        if (parsed.GetValue(Csv))
        {
            return await RowOutput.WriteAsync(query, ExportFormat.Csv, bom: true, parsed, terminal, cancellationToken);
        }

        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        IAsyncEnumerable<FixRow> rows = archive.ReadFixesAsync(query, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            await WriteJsonAsync(terminal, rows);
        }
        else
        {
            int limit = parsed.GetValue(Limit);
            WriteTable(terminal, await rows.Take(limit + 1).ToListAsync(cancellationToken), limit);
        }

        return ExitCodes.Success;
    }

    private static async Task WriteJsonAsync(Terminal terminal, IAsyncEnumerable<FixRow> rows)
    {
        using JsonItems items = terminal.OpenJsonItems("items");
        await foreach (FixRow row in rows)
        {
            items.Add(JsonSerializer.Serialize(row, ExportRowsJson.Web.FixRow));
        }

        items.End();
    }

    private static void WriteTable(Terminal terminal, List<FixRow> rows, int limit)
    {
        if (rows.Count == 0)
        {
            terminal.Line("Nothing to fix: no article mentions such a link.");
            return;
        }

        var table = new ResultTable("!Article", "Title", "Lost", "Why", "Last alive", "Replacement");
        foreach (FixRow row in rows.Take(limit))
        {
            table.Add(
                $"{row.Site}/{row.ArticleId}",
                row.ArticleTitle,
                row.LostUrl ?? row.Path,
                row.VerdictText,
                Show.Utc(row.LastAlive),
                row.ReplacementUrl ?? "-");
        }

        terminal.Table(table);
        if (rows.Count > limit)
        {
            terminal.Progress("There is more: --limit shows up to 1000 rows, --csv and --json have all.");
        }
    }
}
