using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Exports;

/// <summary>Implements <c>news export</c>, which writes the archive's data in formats that outlive it.</summary>
internal static class ExportCommand
{
    private const string Description = "Write articles, links, checks, what there is to fix or the lives of links as CSV or NDJSON, or copies and evidence as WARC.";

    private const string Lessons = """
        Examples:
          news export --csv fixes.csv --what fixes             a spreadsheet of dead links and what can replace them
          news export --csv march.csv --what articles --from 2016-03-01 --to 2016-04-01 --media-state dead
          news export --ndjson - --what checks --verdict Gone | jq .location
          news export --csv lives.csv --what survival --kind image --born 2016    for R or pandas
          news export --warc archive.warc.gz

        CSV and NDJSON have a row for each article, link or check, or for each article that mentions a lost link (fixes);
        survival has a row for each link with the ages between which it died.
        The columns are explained in docs/exports.md. CSV begins with a byte order mark, by which spreadsheets know UTF-8;
        a text that a spreadsheet would run as a formula has an apostrophe before it.

        WARC 1.1 has a warcinfo record, a resource record for each copy (there are none unless Captures:Enabled is true), and
        a metadata record with the evidence of each check. A name that ends in .gz is compressed, record by record. The same
        archive gives the same file, byte by byte.

        A file of that name is replaced once the new one is complete; what is no plain file (a symbolic link, a named pipe,
        a device) is written to in place. With - as FILE, CSV and NDJSON go to standard output.

        Exit codes: 0 success, 1 failure: the file is not complete; also where copies are gone or damaged, which are named
        and left out of the WARC file.
        """;

    private const string StandardOutput = "-";

    private static readonly Option<string?> Csv = FileOption("--csv", "Write rows as CSV; needs --what.");
    private static readonly Option<string?> Ndjson = FileOption("--ndjson", "Write rows as NDJSON, a JSON object a line; needs --what.");
    private static readonly Option<string?> Warc = FileOption("--warc", "Write copies of media and the evidence of checks as WARC.");
    private static readonly Option<string?> What = QueryOptions.Choice<ExportWhat>("--what", "What CSV and NDJSON have a row for", ExportNames.Of);
    private static readonly Option<bool> NoBom = new("--no-bom") { Description = "Write CSV without a byte order mark, for programs that take it for text." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("export", Description, Lessons) { Csv, Ndjson, Warc, What };
        foreach (Option<string?> filter in RowFilters.All)
        {
            command.Add(filter);
        }

        command.Add(NoBom);
        command.IfStopped = "the export is not complete; a plain file has what it had before";
        ReadingOptions.AddTo(command);
        command.Validators.Add(Check);
        command.SetAction((parsed, stop) => parsed.GetValue(Warc) is { } file
            ? WriteWarcAsync(file, parsed, terminal, stop)
            : WriteRowsAsync(parsed, terminal, stop));
        return command;
    }

    private static Option<string?> FileOption(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    private static void Check(CommandResult command)
    {
        Option<string?>[] files = [.. new[] { Csv, Ndjson, Warc }.Where(option => command.GetResult(option) is not null)];
        if (files.Length != 1)
        {
            command.AddError(files.Length == 0
                ? "name the file to write: --csv FILE or --ndjson FILE with --what, or --warc FILE."
                : $"{string.Join(" and ", files.Select(option => option.Name))} do not go together: one file at a time.");
            return;
        }

        if (command.GetResult(NoBom) is not null && files[0] != Csv)
        {
            command.AddError("--no-bom is an option of --csv only.");
        }

        if (CommonOptions.TypedJson(command) is { } json && command.GetValue(files[0]) == StandardOutput)
        {
            command.AddError($"{json} reports on a written file; with {files[0].Name} - the rows go to standard output. Leave {json} out.");
        }

        if (files[0] == Warc)
        {
            CheckWarc(command);
        }
        else if (QueryOptions.Chosen<ExportWhat>(Legal(command)) is { } what)
        {
            RowFilters.Check(command, what);
        }
        else if (command.GetResult(What) is null)
        {
            command.AddError($"{files[0].Name} needs --what: {string.Join(", ", Enum.GetValues<ExportWhat>().Select(ExportNames.Of))}.");
        }
    }

    private static void CheckWarc(CommandResult command)
    {
        foreach (Option<string?> option in RowFilters.All.Append(What).Where(option => option != RowFilters.Site && command.GetResult(option) is not null))
        {
            command.AddError($"{option.Name} does not go with --warc, which takes --site.");
        }

        if (command.GetResult(ReadingOptions.Url) is not null)
        {
            command.AddError("--url does not go with --warc: no archive gives out WARC by its API. Name its storage in the setting ArchiveStorage.");
        }

        if (command.GetValue(Warc) == StandardOutput)
        {
            command.AddError("--warc needs a file name, because the WARC records it.");
        }
    }

    /// <summary>Returns the value of <c>--what</c>; null if it is not a known one, which the option itself reports.</summary>
    private static string? Legal(CommandResult command) =>
        Enum.TryParse(command.GetValue(What), ignoreCase: true, out ExportWhat _) ? command.GetValue(What) : null;

    private static async Task<int> WriteRowsAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        ExportFormat format = parsed.GetValue(Csv) is null ? ExportFormat.Ndjson : ExportFormat.Csv;
        string file = parsed.GetValue(Csv) ?? parsed.GetValue(Ndjson)!;
        ExportWhat what = QueryOptions.Chosen<ExportWhat>(parsed.GetValue(What))!.Value;
        ExportQuery query = RowFilters.Read(parsed, what);
        bool bom = !parsed.GetValue(NoBom);
        if (file == StandardOutput)
        {
            return await RowOutput.WriteAsync(query, format, bom, parsed, terminal, cancellationToken);
        }

        await using var output = ExportFile.Open(file);
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        long rows = await output.RunAsync(file, terminal, () => archive.ExportAsync(query, format, bom, output.Stream, cancellationToken));
        long? bytes = await output.CompleteAsync(cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(new RowsSummary(file, ExportNames.Of(what), rows, bytes), ExportJson.Default.RowsSummary));
        }
        else
        {
            terminal.Table(new ResultTable("", "").Add("File", file).Add("Rows", Show.Number(rows)));
        }

        return ExitCodes.Success;
    }

    private static async Task<int> WriteWarcAsync(string file, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var output = ExportFile.Open(file);
        await using ArchiveSession archive = await ArchiveSession.OpenForReadingAsync(parsed, cancellationToken);
        WarcExportResult result = await output.RunAsync(file, terminal, () => archive.Warc.WriteAsync(
            output.Stream,
            file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase),
            parsed.GetValue(RowFilters.Site),
            Path.GetFileName(file),
            cancellationToken));
        long? bytes = await output.CompleteAsync(cancellationToken);

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(
                new WarcSummary(file, bytes, result.Captures, result.Checks, result.Damaged), ExportJson.Default.WarcSummary));
        }
        else
        {
            terminal.Table(new ResultTable("", "")
                .Add("File", file)
                .Add("Copies", Show.Number(result.Captures))
                .Add("Checks", Show.Number(result.Checks)));
        }

        return result.Damaged.Count == 0
            ? ExitCodes.Success
            : terminal.Fail($"copies that are gone or damaged are left out: {string.Join(", ", result.Damaged)}");
    }
}

/// <param name="Bytes">The size of the file; null if it is a pipe.</param>
internal sealed record RowsSummary(string File, string What, long Rows, long? Bytes);

/// <param name="Bytes">The size of the file; null if it is a pipe.</param>
/// <param name="Damaged">The hashes of copies that were left out.</param>
internal sealed record WarcSummary(string File, long? Bytes, long Captures, long Checks, IReadOnlyList<string> Damaged);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RowsSummary))]
[JsonSerializable(typeof(WarcSummary))]
[JsonSerializable(typeof(ReportSummary))]
internal sealed partial class ExportJson : JsonSerializerContext;
