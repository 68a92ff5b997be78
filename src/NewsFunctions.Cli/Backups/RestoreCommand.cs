using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Backups;

namespace NewsFunctions.Cli.Backups;

/// <summary>Implements <c>news restore</c>, which restores an archive from a backup, or from another storage account.</summary>
internal static class RestoreCommand
{
    private const string Description = "Fill an empty storage from a backup, or from another storage account.";

    private const string Lessons = """
        Examples:
          news restore ~/backup-2026-11-30 --check               whether all files are intact; needs no storage
          news restore ~/backup-2026-11-30 --data ~/again        into local storage in a new folder
          ArchiveStorage__accountName=newarchive news restore ~/backup-2026-11-30
          SourceStorage__accountName=oldarchive ArchiveStorage__accountName=newarchive news restore --from-storage

        All files are compared with their checksums before anything is written. Damaged files are named, and nothing is
        restored; with --skip-damaged everything else is. A restore that was stopped goes on when the same command is run
        again. Any other storage than an empty one is refused.

        Keep the functions of the new storage stopped, or in maintenance, until the restore is complete. Dumps keep their ids,
        so nothing is ingested again. The setting SourceStorage takes what ArchiveStorage takes; nothing may write to
        that account meanwhile.

        Exit codes: 0 success, 1 failure, also where files are damaged; 2 restored without damaged files, or from an archive that
        changed meanwhile.
        """;

    private const int MaxNamed = 50;

    private static readonly Argument<string?> Folder = new("folder") { Description = "The folder that 'news backup' wrote.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> FromStorage = new("--from-storage") { Description = "Copy from the account that the setting SourceStorage names." };
    private static readonly Option<bool> Check = new("--check") { Description = "Only compare the files with their checksums." };
    private static readonly Option<bool> SkipDamaged = new("--skip-damaged") { Description = "Restore everything but damaged files." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("restore", Description, Lessons)
        {
            Folder, FromStorage, Check, SkipDamaged, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.Validators.Add(Validate);
        command.SetAction((parsed, stop) => parsed.GetValue(FromStorage)
            ? CopyAsync(parsed, terminal, stop)
            : RestoreAsync(Path.GetFullPath(parsed.GetValue(Folder)!), parsed, terminal, stop));
        return command;
    }

    private static void Validate(CommandResult command)
    {
        bool hasFolder = command.GetValue(Folder) is not null;
        if (hasFolder == command.GetValue(FromStorage))
        {
            command.AddError(hasFolder ? "name a folder or --from-storage, not both." : "name the folder of the backup, or --from-storage.");
        }

        if (command.GetValue(FromStorage) && (command.GetValue(Check) || command.GetValue(SkipDamaged)))
        {
            command.AddError("--check and --skip-damaged are for backups in a folder.");
        }
    }

    private static async Task<int> RestoreAsync(string folder, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        BackupManifest manifest = await ArchiveBackups.ReadAsync(folder, cancellationToken);
        HashSet<string> damaged = await new BackupMeter("Checked", terminal).RunAsync(
            manifest.Bytes, counter => ArchiveBackups.FindDamagedAsync(folder, manifest, counter, cancellationToken).ToHashSetAsync(cancellationToken: cancellationToken).AsTask());
        if (damaged.Count > 0)
        {
            Name(damaged, terminal);
        }

        if (parsed.GetValue(Check))
        {
            BackupSummary.Of(manifest, folder, damaged).Write(parsed.GetValue(CommonOptions.Json), terminal);
            return damaged.Count == 0 ? ExitCodes.Success : ExitCodes.Failure;
        }

        if (damaged.Count > 0 && !parsed.GetValue(SkipDamaged))
        {
            return terminal.Fail($"the backup has {Show.Counted(damaged.Count, "damaged file")}, and nothing was restored. Copy them again from where the backup came from, or leave them out with --skip-damaged");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken, mayBegin: true);
        BackupManifest restored = await new BackupMeter("Restored", terminal).RunAsync(
            manifest.Bytes, counter => archive.Copies.RestoreAsync(folder, manifest, damaged, counter, cancellationToken));
        BackupSummary.Of(restored, folder, damaged).Write(parsed.GetValue(CommonOptions.Json), terminal);
        return damaged.Count == 0 ? ExitCodes.Success : ExitCodes.Partial;
    }

    private static void Name(HashSet<string> damaged, Terminal terminal)
    {
        foreach (string path in damaged.Order(StringComparer.Ordinal).Take(MaxNamed))
        {
            terminal.Progress($"Damaged or missing: {path}");
        }

        if (damaged.Count > MaxNamed)
        {
            terminal.Progress($"... and {damaged.Count - MaxNamed} more; sha256sum -c SHA256SUMS names all.");
        }
    }

    private static async Task<int> CopyAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken, mayBegin: true);
        BackupManifest copied = await new BackupMeter("Copied", terminal).RunAsync(
            total: null, counter => archive.Copies.CopyFromAccountAsync(archive.Services.GetRequiredService<IConfiguration>(), counter, cancellationToken));
        BackupSummary.Of(copied, folder: null).Write(parsed.GetValue(CommonOptions.Json), terminal);
        if (copied.Changed == 0)
        {
            return ExitCodes.Success;
        }

        terminal.Progress(
            $"{copied.Source} changed while it was read: at least {Show.Counted(copied.Changed, "row")}. Set Maintenance to true there, and copy into another empty storage.");
        return ExitCodes.Partial;
    }
}
