using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Cli.Parse;

/// <summary>Implements <c>news parse</c>, which shows what the parser sees in a file, without any storage.</summary>
internal static class ParseCommand
{
    private const string StandardInput = "-";

    private const string Description = "Show what the parser sees in a dump, with every defect and its byte offset; needs no storage.";

    private const string Lessons = """
        Examples:
          news parse dump.txt             title, date, related items, diagnostics
          news parse 1797706.txt          a name of digits only is the publisher's id of the article
          curl -s URL | news parse -      from standard input
          news parse dump.txt --json      the article shape of the API, as one JSON object
          news parse dump.txt --site alalam  as a dump of that site: its time zone and its page addresses
          news parse dumps.zip            every entry; gzip, NDJSON, WARC and WET are read as well
          news parse CC-NEWS.warc.gz --json | jq -c '.articles[] | [.id, .title]'

        What a file is is seen by its content, not by its name. A large one is shown as it is read.
        The codes are explained in docs/dump-format.md.

        Exit codes: 0 at least one article was read, 1 failure, 2 rejected: nothing in it reads as an article.
        """;

    private static readonly Argument<string> File = new("FILE") { Description = "The dump; - is standard input." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("parse", Description, Lessons) { File, CommonOptions.DefaultSite, CommonOptions.Json, CommonOptions.Verbose };
        command.SetAction((parsed, stop) => RunAsync(
            parsed.GetRequiredValue(File), parsed.GetValue(CommonOptions.DefaultSite), parsed.GetValue(CommonOptions.Json), terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(string file, string? site, bool json, Terminal terminal, CancellationToken cancellationToken)
    {
        bool piped = file == StandardInput;
        if (!piped && !System.IO.File.Exists(file))
        {
            return terminal.Fail(Directory.Exists(file)
                ? $"{file} is a folder; news run {file} ingests all dumps in it"
                : $"there is no file {file}{UndecodableHint(file)}");
        }

        if (!piped && DumpName.Refusal(Path.GetFileName(file)) is { } refusal)
        {
            terminal.Progress($"news run would skip this file: {refusal}");
        }

        await using Stream content = piped ? Console.OpenStandardInput() : System.IO.File.OpenRead(file);
        ArchiveSettings settings = FunctionApp.Settings();
        if (site is not null)
        {
            settings.Set("DefaultSite", site);
        }

        await using ServiceProvider services = FunctionApp.Services(settings, verbose: false);
        ArticleReader reader = services.GetRequiredService<ArticleReader>();
        IAsyncEnumerable<ReadRecord> records = reader.ReadAsync(Blob(file, piped), content, DumpPosition.Start, cancellationToken);
        bool rejected = terminal.WritesJsonLines ? await WriteJsonLinesAsync(records, terminal)
            : json ? await WriteJsonAsync(records, terminal)
            : await ParsedDumpView.WriteAsync(records, terminal);
        return rejected ? ExitCodes.Rejected : ExitCodes.Success;
    }

    // A name that is not UTF-8 arrives with U+FFFD, and no file can be opened by it.
    private static string UndecodableHint(string file) =>
        file.Contains('\uFFFD', StringComparison.Ordinal) ? "; a name that is not UTF-8 cannot be opened: news parse - < FILE reads its content" : "";

    /// <returns>True if the dump is rejected.</returns>
    private static async Task<bool> WriteJsonAsync(IAsyncEnumerable<ReadRecord> records, Terminal terminal)
    {
        using JsonOutput output = terminal.OpenJson();
        var writer = new ParsedDumpJsonWriter(output.Write);
        await foreach (ReadRecord record in records)
        {
            writer.Add(record);
        }

        writer.End();
        return writer.Rejected;
    }

    /// <inheritdoc cref="WriteJsonAsync"/>
    private static async Task<bool> WriteJsonLinesAsync(IAsyncEnumerable<ReadRecord> records, Terminal terminal)
    {
        var counter = new ParsedDumpCounter();
        using JsonItems articles = terminal.OpenJsonItems("articles");
        await foreach (ReadRecord record in records)
        {
            counter.Add(record);
            foreach (ReadArticle read in record.Articles)
            {
                articles.Add(JsonSerializer.Serialize(ArticleJson.From(read.Article, read.Provenance.Member), ArticleJsonContext.Compact.ArticleJson));
            }
        }

        articles.End();
        return counter.Rejected;
    }

    /// <summary>Creates the blob that the file would be if it were uploaded from its folder: the parser uses its name and time.</summary>
    private static DumpBlob Blob(string file, bool piped) => new()
    {
        Name = piped ? "standard-input" : Path.GetFileName(file),
        ETag = "",
        LastModified = piped ? DateTimeOffset.UnixEpoch : System.IO.File.GetLastWriteTimeUtc(file),
        Size = 0,
        Metadata = new Dictionary<string, string>(),
    };
}
