using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LocalFunctionsHost.LocalStorage;
using Microsoft.Extensions.Configuration;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news storage</c>, which prints the connection string of the storage, for other tools.</summary>
internal static class StorageCommand
{
    private const string Description = "Print the connection string of the storage that runs, for other tools.";

    private const string Lessons = """
        Examples:
          news storage                                            the storage that news run has started in this folder
          az storage blob list -c dumps --connection-string "$(news storage)"
          news storage --remove 'a\x01.txt'                       an upload that keeps the container from being listed

        The storage that news starts has an account key of its own for each data folder, in the file azurite.key there. Keep the
        connection string to yourself: whoever has it can change the archive.
        --remove takes only names that the archive refuses. \x01 and \uFFFE stand for characters, \\ for a backslash.

        Exit codes: 0 success, 1 failure; also where no storage runs.
        """;

    private static readonly Option<string?> Remove = new("--remove")
    {
        Description = "Remove an upload whose name the archive refuses.",
        HelpName = "NAME",
    };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("storage", Description, Lessons) { Remove, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose };
        command.SetAction((parsed, stop) => parsed.GetValue(Remove) is { } name
            ? RemoveAsync(name, parsed, terminal, stop)
            : PrintAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> PrintAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        IConfigurationSection setting = FunctionApp.Settings().Configuration.GetSection(ArchiveNames.Connection);
        if (!ArchiveSession.IsLocal(setting) && string.IsNullOrEmpty(setting.Value))
        {
            return terminal.Fail($"the setting {ArchiveNames.Connection} names a storage by its endpoints, with your login: there is no connection string");
        }

        string? data = parsed.GetValue(CommonOptions.Data);
        LocalStorageOptions options = ArchiveSession.LocalStorage(data);
        string? connectionString = ArchiveSession.IsLocal(setting)
            ? await LocalStorageSupervisor.FindAsync(options, TimeProvider.System, cancellationToken)
            : setting.Value;
        if (connectionString is null)
        {
            string chosen = data is null ? "" : $" --data {data}";
            return terminal.Fail($"no storage runs for the data folder {Path.GetFullPath(options.DataFolder)}. Start one in another terminal: news run{chosen}");
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(new StorageView(connectionString), StorageJson.Default.StorageView));
        }
        else
        {
            terminal.Line(connectionString);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> RemoveAsync(string escaped, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (DumpName.Unescape(escaped) is not { } name)
        {
            return terminal.Fail($@"{escaped} has a backslash that begins neither \xNN nor \uNNNN; a backslash itself is \\");
        }

        if (DumpName.Refusal(name) is null)
        {
            return terminal.Fail($"{escaped} is a legal name, and a dump with a legal name is never removed");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        if (!await archive.Uploads.RemoveAsync(name, cancellationToken))
        {
            return terminal.Fail($"there is no upload {escaped}");
        }

        terminal.Progress($"Removed {escaped}.");
        return ExitCodes.Success;
    }
}

internal sealed record StorageView(string ConnectionString);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StorageView))]
internal sealed partial class StorageJson : JsonSerializerContext;
