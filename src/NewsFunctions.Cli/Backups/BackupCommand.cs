using System.CommandLine;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Backups;

/// <summary>Implements <c>news backup</c>, which copies the archive to files in a folder.</summary>
internal static class BackupCommand
{
    private const string Description = "Write the whole archive into a folder, from which 'news restore' makes it again.";

    private const string Lessons = """
        Examples:
          news backup ~/backup-2026-11-30    rows, uploads and copies of media as plain files
          sha256sum -c SHA256SUMS            in that folder: whether the files are still what they were

        A backup that was stopped goes on when the same command is run again. It is of one moment where nothing writes
        meanwhile: stop the functions, or set Maintenance to true. Otherwise it says how many rows are known to have changed;
        it can be restored, but the checks of the last minutes may be missing in it.

        Not in it: the key that signs sessions, queues, and settings. The format is described in docs/backup.md.

        Exit codes: 0 success, 1 failure, 2 the backup is complete, but the archive changed while it was made.
        """;

    private static readonly Argument<string> Folder = new("folder") { Description = "An empty or new folder, or one with a backup that was stopped." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("backup", Description, Lessons) { Folder, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose };
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(parsed.GetValue(Folder)!);
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        var meter = new BackupMeter("Backed up", terminal);
        BackupManifest manifest = await meter.RunAsync(total: null, counter => archive.Copies.BackUpAsync(folder, counter, cancellationToken));
        BackupSummary.Of(manifest, folder).Write(parsed.GetValue(CommonOptions.Json), terminal);
        if (manifest.Changed == 0)
        {
            return ExitCodes.Success;
        }

        terminal.Progress(
            $"The archive changed while it was read: at least {Show.Counted(manifest.Changed, "row")}. Set Maintenance to true and back up into another folder for a copy of one moment.");
        return ExitCodes.Partial;
    }
}
