using System.Globalization;
using System.Text.Json;
using LocalFunctionsHost.Blobs;
using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.LocalStorage;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Demo;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Demo;

/// <summary>Builds the demo archive in a folder that has none yet, and serves it.</summary>
internal sealed class DemoRun(DemoRunSettings settings, Terminal terminal, TimeProvider time)
{
    // While a demo is built, saving it every few seconds takes longer than the rest. It is saved at the end.
    private static readonly TimeSpan SaveInterval = TimeSpan.FromMinutes(10);

    // This function would ingest the dumps once more when the archive is served.
    private const string IngestFunction = "IngestDump";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        ArchiveSettings archive = Settings();
        if (!ArchiveSession.IsLocal(archive.Configuration.GetSection(ArchiveNames.Connection)))
        {
            return terminal.Fail($"the setting {ArchiveNames.Connection} is set, but the demo uses its own storage. Unset it for this command.");
        }

        using ILoggerFactory logs = LoggerFactory.Create(logging => logging.ToStandardError(settings.Verbose));
        await using LocalStorageLease storage = await LocalStorageSupervisor.AcquireAsync(
            new LocalStorageOptions { DataFolder = settings.Data, JoinUsualPorts = false, SaveInterval = SaveInterval },
            logs.CreateLogger(typeof(LocalStorageSupervisor)),
            time,
            cancellationToken);
        int exitCode = await BuildAsync(storage, cancellationToken);
        if (exitCode != ExitCodes.Success || settings.Once)
        {
            return exitCode;
        }

        LocalHostOptions options = RunConfiguration.HostOptions(archive, settings.Port, settings.Data, settings.Verbose);
        await using LocalHost host = await LocalHost.StartAsync(options, cancellationToken);
        using var served = ServedArchive.Announce(host, options);
        RunReport.WriteAddresses(host.Address, terminal);
        return await ArchiveRun.ServingAsync(host, cancellationToken) ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static ArchiveSettings Settings()
    {
        ArchiveSettings archive = FunctionApp.Settings();
        foreach ((string key, string value) in DemoSettings.All)
        {
            archive.Set(key, value);
        }

        return archive;
    }

    private async Task<int> BuildAsync(LocalStorageLease storage, CancellationToken cancellationToken)
    {
        ArchiveSettings archive = Settings();
        archive.Set(ArchiveNames.Connection, storage.ConnectionString);
        await using ServiceProvider services = FunctionApp.Services(archive, settings.Verbose);
        DemoArchive demo = new(services, time);
        switch (await demo.FindAsync(cancellationToken))
        {
            case DemoState.Built:
                terminal.Progress($"The demo archive in {settings.Data} is there already.");
                return ExitCodes.Success;
            case DemoState.Incomplete:
                return terminal.Fail($"the demo archive in {settings.Data} is not complete: an earlier run was stopped. Delete the folder and run the command again.");
        }

        long started = time.GetTimestamp();
        long written = 0;
        DemoOptions options = DemoOptions.EndingNow(time) with { Articles = settings.Articles, Seed = settings.Seed };
        DemoSummary summary = await new SlowWork(terminal, time).RunAsync(
            () => Interlocked.Read(ref written) is > 0 and var articles
                ? $"Written {Show.Number(articles)} of {Show.Number(settings.Articles)} articles with what their links have been through."
                : "Playing two years of checks through.",
            () => Interlocked.Read(ref written) is > 0 and var articles ? new WorkDone(articles, settings.Articles) : new WorkDone(0, Total: null),
            ProgressBar.Things,
            () => demo.BuildAsync(options, articles => Interlocked.Add(ref written, articles), cancellationToken));
        DumpBlob[] dumps = await services.GetRequiredService<DumpBlobs>().ListAsync(prefix: null, cancellationToken).ToArrayAsync(cancellationToken);
        await HandledBlobs.NoteAsync(
            storage.ConnectionString, IngestFunction, ArchiveNames.DumpsContainer, dumps.Select(dump => (dump.Name, dump.StoredETag)), time, cancellationToken);
        await services.GetRequiredService<StorageSaves>().EnsureAsync(cancellationToken);
        if (services.GetRequiredService<StorageSaves>().Restarts > 0)
        {
            return terminal.Fail(
                $"the storage ended while the demo was written, and has lost what it took; its log is in {settings.Data}. Delete the folder, and try fewer --articles.");
        }

        Write(summary, time.GetElapsedTime(started));
        return ExitCodes.Success;
    }

    private void Write(DemoSummary summary, TimeSpan elapsed)
    {
        if (settings.Json)
        {
            terminal.Json(JsonSerializer.Serialize(summary, DemoSummary.Json));
            return;
        }

        terminal.Table(new ResultTable("", ">", "")
            .Add("Sites", Show.Number(summary.Sites.Count), string.Join(", ", summary.Sites))
            .Add("Dumps", Show.Number(summary.Dumps), "")
            .Add("Articles", Show.Number(summary.Articles), "")
            .Add("Links", Show.Number(summary.Links), string.Join(", ", summary.ByState.Select(state => $"{Show.Number(state.Value)} {state.Key}")))
            .Add("Checks", Show.Number(summary.Checks), "in 24 months")
            .Add("Deaths", Show.Number(summary.Deaths), $"{Show.Number(summary.Revivals)} came back, {Show.Number(summary.DeadWithHost)} more are dead with their host")
            .Add("Copies", Show.Number(summary.Captures), $"and {Show.Number(summary.Mementos)} in a web archive")
            .Add("Hosts", Show.Number(summary.Hosts.Count), $"dead: {string.Join(", ", summary.DeadHosts)}")
            .Add("Seconds", elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture), ""));
    }
}
