using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Reports;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Exports;

/// <summary>Implements <c>news report</c>, which writes what is lost as one HTML file.</summary>
internal static class ReportCommand
{
    private const string Description = "Write a report as one HTML file: what is lost, where, since when, how that changed, and what to fix.";

    private const string Lessons = """
        Examples:
          news report --out report.html
          news report --site alalam --out alalam.html
          news report --site alalam --date 2026-11-01 --out november.html    as it was at the end of that day
          news report --out - > report.html

        The file needs nothing else: no network, no script. It opens in every browser, and prints. Its figures are those of the
        summary, which is made anew when it is older than an hour. With --date, states come from the history, which has an entry
        for each day on which a summary was made; the fix list then has what was lost by that day and still is.
        While the archive is served, links lead to its own copies; else they are named.
        GET /api/report answers the same file.

        Exit codes: 0 success, 1 failure: the file is not complete; also where there is no summary, or none of that date.
        """;

    private const string StandardOutput = "-";

    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> Date = DateOption();
    private static readonly Option<string> Out = new("--out") { Description = "The file to write; - is standard output.", HelpName = "FILE", Required = true };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("report", Description, Lessons)
        {
            Site, Date, Out, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(CommonOptions.Json) is not null && result.GetValue(Out) == StandardOutput)
            {
                result.AddError("--json reports on a written file; with --out - the report goes to standard output. Leave --json out.");
            }
        });
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static Option<string?> DateOption()
    {
        Option<string?> option = QueryOptions.Time("--date", "As the archive was at the end of this day (UTC); as it is now without it.");
        option.Aliases.Add("--at");
        return option;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string file = parsed.GetValue(Out)!;
        var query = new ReportQuery(
            parsed.GetValue(Site), QueryOptions.Moment(parsed.GetValue(Date)) is { } date ? DateOnly.FromDateTime(date.UtcDateTime) : null);
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        ReportResult result = await archive.Reports.OpenAsync(query, await ServedArchive.FindAsync(parsed.GetValue(CommonOptions.Data), cancellationToken), cancellationToken);
        return result.Report is { } report
            ? file == StandardOutput ? await PrintAsync(report, terminal, cancellationToken) : await WriteAsync(report, file, parsed, terminal, cancellationToken)
            : terminal.Fail(result.Problem ?? "there is no summary yet, and making one takes longer than a command waits. SummarizeArchive makes one every day.");
    }

    private static async Task<int> PrintAsync(Report report, Terminal terminal, CancellationToken cancellationToken)
    {
        if (terminal.OpenBytes() is not { } output)
        {
            return terminal.Fail(RowOutput.NotToATerminal);
        }

        await report.WriteAsync(output, cancellationToken);
        await output.FlushAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static async Task<int> WriteAsync(Report report, string file, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var output = ExportFile.Open(file);
        await output.RunAsync(file, terminal, async () =>
        {
            await report.WriteAsync(output.Stream, cancellationToken);
            return true;
        });
        long? bytes = await output.CompleteAsync(cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(new ReportSummary(file, bytes), ExportJson.Default.ReportSummary));
        }
        else
        {
            terminal.Table(new ResultTable("", "").Add("File", file).Add("Bytes", bytes is { } size ? Show.Number(size) : "-"));
        }

        return ExitCodes.Success;
    }
}

/// <param name="Bytes">The size of the file; null if it is a pipe.</param>
internal sealed record ReportSummary(string File, long? Bytes);
