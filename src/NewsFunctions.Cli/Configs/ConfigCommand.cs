using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Configs;

/// <summary>Implements <c>news config</c>, which shows the settings, their sources and their errors.</summary>
internal static class ConfigCommand
{
    private const string Description = "Show which settings are set, where they come from, and what is wrong with them.";

    private const string Lessons = """
        Examples:
          news config
          LinkChecks__StrikesToDeath=5 news config    a setting of the environment, with __ for :
          news config --json

        Environment variables win over local.settings.json. Secrets are not shown. docs/settings.md lists all settings.
        The JSON: {"settings":[{"key","value","from"}],"problems":[]}; from is environment, local.settings.json or default.

        Exit codes: 0 the settings can be used, 1 something is wrong with them.
        """;

    private const string Hidden = "(hidden)";
    private static readonly string[] Secrets = ["Key", "Secret", "Hash", "Proxy", "Storage"];

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("config", Description, Lessons) { CommonOptions.Json };
        command.SetAction(parsed => Run(parsed.GetValue(CommonOptions.Json), terminal));
        return command;
    }

    private static int Run(bool json, Terminal terminal)
    {
        ArchiveSettings settings = FunctionApp.Settings();
        IReadOnlyDictionary<string, string?> file = LocalSettings.Read(FunctionApp.Folder);
        Setting[] set = [.. Find(settings, file)];
        string[] problems =
        [
            .. set.Select(setting => setting.Key).Union(file.Keys, StringComparer.OrdinalIgnoreCase)
                .Where(key => !KnownSettings.Exists(key))
                .Select(key => $"{key}: there is no such setting, so it changes nothing. docs/settings.md lists them."),
            .. Validate(settings),
        ];
        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(new ConfigView(set, problems), ConfigJson.Default.ConfigView));
        }
        else
        {
            var table = new ResultTable("Setting", "Value", "From");
            foreach (Setting setting in set)
            {
                table.Add(setting.Key, setting.Value, setting.From);
            }

            terminal.Table(table);
        }

        return problems.Aggregate(ExitCodes.Success, (_, problem) => terminal.Fail(problem));
    }

    private static IEnumerable<Setting> Find(ArchiveSettings settings, IReadOnlyDictionary<string, string?> file)
    {
        IConfigurationRoot environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        return settings.Configuration.AsEnumerable()
            .Where(setting => setting.Value is not null && KnownSettings.IsOurs(setting.Key))
            .OrderBy(setting => setting.Key, StringComparer.OrdinalIgnoreCase)
            .Select(setting => new Setting(
                setting.Key,
                Shown(setting.Key, setting.Value!),
                environment[setting.Key] is not null ? "environment" : file.ContainsKey(setting.Key) ? "local.settings.json" : "default"));
    }

    /// <summary>Returns what is shown of a value. Connection strings and keys are hidden, but it stays visible which storage is meant.</summary>
    private static string Shown(string key, string value) =>
        value == "UseDevelopmentStorage=true" || !Secrets.Any(secret => key.Contains(secret, StringComparison.OrdinalIgnoreCase)) ? value
        : value.Split(';').FirstOrDefault(part => part.StartsWith("AccountName=", StringComparison.OrdinalIgnoreCase)) is { } account ? $"{account};... {Hidden}"
        : Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) && uri is { UserInfo: "", Query: "" } ? value
        : Hidden;

    private static IEnumerable<string> Validate(ArchiveSettings settings)
    {
        try
        {
            FunctionApp.ThrowIfWrong(settings);
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures;
        }
        catch (AggregateException e) when (e.InnerExceptions.All(one => one is OptionsValidationException))
        {
            return e.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures);
        }
        catch (Exception e) when (Failures.Explain(e) is not null)
        {
            return [Failures.Explain(e)!];
        }
    }
}

/// <param name="From">The source: <c>environment</c>, <c>local.settings.json</c> or <c>default</c>.</param>
internal sealed record Setting(string Key, string Value, string From);

internal sealed record ConfigView(IReadOnlyList<Setting> Settings, IReadOnlyList<string> Problems);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ConfigView))]
internal sealed partial class ConfigJson : JsonSerializerContext;
