using System.CommandLine;
using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Operations;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Serving;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>Implements <c>news serve</c>, which runs functions and API without an ingest of its own.</summary>
internal static class ServeCommand
{
    private const string Description = "Serve an archive on this machine: its API, its triggers and its scheduled checks.";

    private static readonly string Lessons = $"""
        Examples:
          news serve                   the archive in {Installation.UsualData}, at http://127.0.0.1:7071
          news serve --data ~/archive  the archive that 'news run ~/dumps --data ~/archive' made

        Starts storage, functions and API, and serves until Ctrl-C. Uploads are ingested, links are checked when they are due.

        Exit codes: 0 stopped by Ctrl-C, 1 failure.
        """;

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("serve", Description, Lessons) { CommonOptions.Port, CommonOptions.Data, CommonOptions.Verbose };
        command.SetAction((parsed, stop) =>
            RunAsync(parsed.GetValue(CommonOptions.Port), parsed.GetValue(CommonOptions.Data), parsed.GetValue(CommonOptions.Verbose), terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(int? port, string? data, bool verbose, Terminal terminal, CancellationToken cancellationToken)
    {
        ArchiveSettings settings = FunctionApp.Settings();
        LocalHostOptions options = RunConfiguration.HostOptions(settings, port, data, verbose);
        await using LocalHost host = await LocalHost.StartAsync(options, cancellationToken);
        using var served = ServedArchive.Announce(host, options);
        RunReport.WriteAddresses(host.Address, terminal);
        if (Maintenance.Read(settings.Configuration))
        {
            terminal.Progress($"The setting {Maintenance.Key} is true: the archive can be read, but nothing is ingested, checked or written.");
        }

        return await ArchiveRun.ServingAsync(host, cancellationToken) ? ExitCodes.Success : ExitCodes.Failure;
    }
}
