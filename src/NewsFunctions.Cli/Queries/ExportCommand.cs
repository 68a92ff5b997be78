using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Queries;

namespace NewsFunctions.Cli.Queries;

/// <summary><c>news export</c>: what the archive has, in a format that outlives it.</summary>
internal static class ExportCommand
{
    private const string Description = "Write the archive's copies of media and the evidence of its checks into a WARC file.";

    private const string Lessons = """
        Examples:
          news export --warc archive.warc.gz
          news export --warc alalam.warc --site alalam

        The file is WARC 1.1: a warcinfo record, a resource record for each copy (there are none unless Captures:Enabled is
        true), a metadata record with the evidence of each check. A name that ends in .gz is compressed, record by record.
        The same archive gives the same file, byte by byte. A file of that name is replaced once the new one is complete.

        Exit codes: 0 success, 1 failure; also where copies are gone or damaged, which are named and left out.
        """;

    private static readonly Option<string> Warc = new("--warc") { Description = "The file to write.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> Site = QueryOptions.Site();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("export", Description, Lessons) { Warc, Site, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose };
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string file = parsed.GetRequiredValue(Warc);
        string unfinished = file + ".part";
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        WarcExportResult result;
        try
        {
            await using (FileStream output = File.Create(unfinished))
            {
                result = await archive.Warc.WriteAsync(
                    output,
                    file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase),
                    parsed.GetValue(Site),
                    Path.GetFileName(file),
                    cancellationToken);
            }

            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(
                new ExportSummary(file, new FileInfo(file).Length, result.Captures, result.Checks, result.Damaged), ExportJson.Default.ExportSummary));
        }
        else
        {
            terminal.Table(new ResultTable("", "")
                .Add("File", file)
                .Add("Copies", Show.Number(result.Captures))
                .Add("Checks", Show.Number(result.Checks)));
        }

        return result.Damaged.Count == 0
            ? ExitCode.Success
            : terminal.Fail($"copies that are gone or damaged are left out: {string.Join(", ", result.Damaged)}");
    }
}

/// <param name="Bytes">Of the file.</param>
/// <param name="Damaged">Hashes of copies that were left out.</param>
internal sealed record ExportSummary(string File, long Bytes, long Captures, long Checks, IReadOnlyList<string> Damaged);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ExportSummary))]
internal sealed partial class ExportJson : JsonSerializerContext;
