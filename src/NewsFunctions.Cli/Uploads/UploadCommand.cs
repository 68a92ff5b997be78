using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.Cli.Uploads;

/// <summary>Implements <c>news upload</c>, which uploads files to the storage of an archive that others serve.</summary>
internal static class UploadCommand
{
    private const string Description = "Upload dumps to an archive: files, folders or patterns.";

    private const string Lessons = """
        Examples:
          news upload 2016.txt                         one file
          news upload ~/dumps --site alalam            a folder, with the site of its articles
          news upload '2016/**/*.txt.gz' --wait        a pattern; waits until the articles are in the archive
          news upload ~/dumps --prefix 2016/ --json    for scripts; every dump is named 2016/...

        A file of a folder or pattern is named by its path below the folder, any other by its file name. Hidden files do not count.
        It is safe to run again: what is there unchanged is not sent, and a large file goes on where its upload was
        interrupted. A dump of the same name with other content or another site stays, and is named; --replace replaces it.
        Functions ingest what is uploaded: those of news run, news serve or Azure.
        The JSON: {"files":[{"name","id","outcome","status","articles","error"}],"skipped":[{"name","reason"}],
        "created","unchanged","replaced","conflicts"}; outcome is Created, Unchanged, Replaced or Conflict.

        Exit codes: 0 everything is in the archive's storage (with --wait: ingested), 1 failure, 2 some files were skipped,
        not replaced or rejected.
        """;

    private static readonly Argument<string[]> Paths = new("path")
    {
        Description = "Files, folders, or patterns with * and ** in quotes.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<string?> Site = SiteOfAll();

    private static readonly Option<string?> Prefix = new("--prefix") { Description = "Stands before each name, such as 2016/.", HelpName = "FOLDER" };
    private static readonly Option<bool> Replace = new("--replace") { Description = "Replace dumps of the same name with other content." };
    private static readonly Option<bool> Wait = new("--wait") { Description = "Wait until each dump is ingested." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("upload", Description, Lessons)
        {
            Paths, Site, Prefix, Replace, Wait, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.IfStopped = "the same command goes on";
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string? data = parsed.GetValue(CommonOptions.Data);
        string prefix = parsed.GetValue(Prefix) is { Length: > 0 } folder ? $"{folder.TrimEnd('/')}/" : "";
        DumpSelection? selection = DumpSelection.Find(parsed.GetValue(Paths)!, prefix, except: ArchiveSession.LocalStorage(data).DataFolder, out string? error);
        if (selection is null)
        {
            return terminal.Fail(error!);
        }

        foreach (SkippedFile skipped in selection.Skipped)
        {
            terminal.Progress($"Skipped {skipped}.");
        }

        Dictionary<string, string> metadata = [];
        if (parsed.GetValue(Site) is { } site)
        {
            metadata["site"] = site;
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        if (archive.IsLocalStorage && !await new SiteOfDumps(archive.Services, terminal).MayUploadAsync(selection.Files, metadata, cancellationToken))
        {
            return ExitCodes.Failure;
        }

        if (parsed.GetValue(Wait) && archive.IsLocalStorage && await ServedArchive.FindAsync(data, cancellationToken) is null)
        {
            return terminal.Fail($"--wait needs functions that ingest the dumps, and nobody serves this archive. {ServedArchive.HowToStart(data)}");
        }

        UploadMode mode = parsed.GetValue(Replace) ? UploadMode.Overwrite : UploadMode.CreateOnly;
        (IReadOnlyList<UploadResult> results, IReadOnlyCollection<SkippedFile> skippedSince) = await new FileUploads(archive.Uploads, mode, terminal, TimeProvider.System)
            .UploadAsync(selection.Files, metadata, cancellationToken);
        StorageSaves saves = archive.Services.GetRequiredService<StorageSaves>();
        await saves.EnsureAsync(cancellationToken);
        if (saves.Restarts > 0)
        {
            return terminal.Fail("the storage ended during the upload and was started again; what it took in its last seconds may be lost. Run the same command again.");
        }

        IReadOnlyDictionary<DumpId, DumpEntry>? entries = parsed.GetValue(Wait)
            ? await WaitAsync(archive.Services, results, saves, terminal, cancellationToken)
            : new Dictionary<DumpId, DumpEntry>();
        if (entries is null)
        {
            return terminal.Fail($"the ingest has not advanced for {ProgressWait.Patience.TotalMinutes} minutes, so it is not waited for any longer. All files are uploaded; news upload --wait with the same files waits again.");
        }

        var summary = new UploadSummary([.. results.Select(result => UploadedDump.From(result, entries.GetValueOrDefault(result.Dump.Id)))], [.. selection.Skipped, .. skippedSince]);
        Write(summary, parsed.GetValue(Wait), parsed.GetValue(CommonOptions.Json), terminal);
        return summary.ExitCode;
    }

    private static Task<IReadOnlyDictionary<DumpId, DumpEntry>?> WaitAsync(
        IServiceProvider services, IReadOnlyList<UploadResult> results, StorageSaves saves, Terminal terminal, CancellationToken cancellationToken) =>
        new LedgerWatch(
            services.GetRequiredService<DumpLedger>(), services.GetRequiredService<IngestQueue>(), saves, new ProgressWait(TimeProvider.System, terminal, saves))
        .WaitAsync([.. results.Where(result => result.Outcome != UploadOutcome.Conflict)], cancellationToken);

    private static void Write(UploadSummary summary, bool waited, bool json, Terminal terminal)
    {
        foreach (UploadedDump conflict in summary.Files.Where(file => file.Outcome == UploadOutcome.Conflict))
        {
            terminal.Progress($"Not replaced: the archive has another dump {conflict.Name}. --replace replaces it; --prefix gives this one another name.");
        }

        foreach (UploadedDump dump in summary.Files.Where(file => file.Error is not null))
        {
            terminal.Progress($"{dump.Status}: {dump.Name}: {dump.Error}");
        }

        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(summary, UploadJson.Default.UploadSummary));
            return;
        }

        var table = new ResultTable("", ">");
        AddCount("Uploaded", summary.Created);
        AddCount("Replaced", summary.Replaced);
        AddCount("There already", summary.Unchanged);
        AddCount("Not replaced", summary.Conflicts);
        AddCount("Skipped", summary.Skipped.Count);
        if (waited)
        {
            table.Add("Ingested", Show.Number(summary.Files.Count(file => file.Status == DumpStatus.Ingested)));
            table.Add("Articles", Show.Number(summary.Files.Sum(file => file.Articles ?? 0)));
        }

        terminal.Table(table);

        void AddCount(string label, int count)
        {
            if (count > 0)
            {
                table.Add(label, Show.Number(count));
            }
        }
    }

    private static Option<string?> SiteOfAll()
    {
        var option = new Option<string?>("--site") { Description = "The site of the articles in these dumps.", HelpName = "SITE" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } site && !SiteName.IsLegal(site))
            {
                result.AddError($"--site is {SiteName.Rule}.");
            }
        });
        return option;
    }
}
