using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Dumps;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Cli.Run;

/// <summary>Starts everything that a run needs, and takes it down again.</summary>
internal static class ArchiveRun
{
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(RunSettings settings, Terminal terminal, CancellationToken cancellationToken)
    {
        TimeProvider time = TimeProvider.System;
        long started = time.GetTimestamp();
        if (DumpSource.Find(settings.Folder, out string? error) is not { } source)
        {
            return terminal.Fail(error!);
        }

        using DataFolder data = DataFolder.For(settings);
        DumpFolder folder = DumpFolder.List(source.Folder, except: data.Path);
        foreach (SkippedFile skipped in folder.Skipped)
        {
            terminal.Progress($"Skipped {skipped}.");
        }

        if (folder.Files.Count + folder.Skipped.Count == 0)
        {
            return terminal.Fail($"there are no dumps in {source.Folder} (hidden files do not count)");
        }

        await using SampleSite? site = source.Samples is { } samples ? await SampleSite.StartAsync(samples, cancellationToken) : null;
        ArchiveSettings archive = FunctionApp.Settings();
        RunConfiguration.Apply(archive, settings.Site, site);
        if (Maintenance.Read(archive.Configuration))
        {
            return terminal.Fail($"the setting {Maintenance.Key} is true, so nothing would be ingested or checked. Unset it, or read the archive with news serve");
        }

        // Only the default folder may use an Azurite that is already running. A folder that the user chose gets its own.
        LocalHostOptions options = RunConfiguration.HostOptions(archive, settings.Port, data.IsChosen ? data.Path : null, settings.Verbose);
        await using LocalHost host = await new SlowWork(terminal, time).RunAsync(
            () => $"Starting the storage and the functions for {Show.Counted(folder.Files.Count, "dump")}.",
            () => LocalHost.StartAsync(options, cancellationToken));
        using ServedArchive? served = settings.Once ? null : ServedArchive.Announce(host, options);
        await using ServiceProvider services = FunctionApp.Services(archive, host, settings.Verbose);
        RunSummary? summary = await new RunSession(services, terminal, time).RunAsync(folder.Files, source.Metadata, started, cancellationToken);
        if (summary is null)
        {
            return ExitCodes.Failure;
        }

        summary = summary with { Skipped = [.. folder.Skipped, .. summary.Skipped] };
        RunReport.Write(summary, settings.Json, terminal);
        int exitCode = services.GetRequiredService<StorageSaves>().Restarts == 0 ? summary.ExitCode : terminal.Fail(
            "the storage ended during the run and was started again; what it took in its last seconds may be lost. Run the same command again.");
        if (!settings.Once)
        {
            await SummarizeAsync(services, terminal, time, cancellationToken);
            RunReport.WriteAddresses(host.Address, terminal);
            return await ServingAsync(host, cancellationToken) ? exitCode : ExitCodes.Failure;
        }

        // Visits still store their counts after their last check.
        await host.FinishAsync(TimeToFinish);
        await SummarizeAsync(services, terminal, time, cancellationToken);
        return exitCode;
    }

    /// <summary>Makes the summaries that the page and <c>GET /api/summary</c> show, so that they know of this run.</summary>
    private static Task<bool> SummarizeAsync(ServiceProvider services, Terminal terminal, TimeProvider time, CancellationToken cancellationToken) =>
        new SlowWork(terminal, time).RunAsync(
            () => "Summing up the archive.", () => services.GetRequiredService<Summarizing>().MakeAsync(cancellationToken));

    /// <summary>Serves until asked to stop. Returns false if the functions could not be kept alive; the log says why.</summary>
    public static async Task<bool> ServingAsync(LocalHost host, CancellationToken cancellationToken)
    {
        await host.Ended.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !host.Ended.IsFaulted;
    }
}
