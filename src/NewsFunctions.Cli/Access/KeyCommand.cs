using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Access;

/// <summary>Implements <c>news key</c>, which creates a key for the API and shows the setting that allows it.</summary>
internal static class KeyCommand
{
    private const string Description = "Make a key for the API. Prints the key, its hash and the setting that allows it; stores nothing.";

    private const string Lessons = """
        Examples:
          news key press                          a key that reads
          news key editor --scope write           a key that also uploads dumps and requests checks
          news key reader --scope feed            a key for the address of a feed
          news key editor --scope write --json    one JSON object

        The archive knows only the hash. On Azure, put it into infra/settings.json under the app setting's name and run azd provision;
        on this machine, set the environment variable of that name. Give the key itself to whoever should have it; it cannot be printed again.
        To replace a key: make another one with another name, set both, hand out the new one, then remove the old setting.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Argument<string> Name = CreateName();

    private static readonly Option<string?> Scope =
        QueryOptions.Choice<AccessScope>("--scope", "What the key allows (default: read)", Word);

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("key", Description, Lessons) { Name, Scope, CommonOptions.Json };
        command.SetAction(parsed => Run(parsed, terminal));
        return command;
    }

    private static int Run(ParseResult parsed, Terminal terminal)
    {
        string text = AccessKey.NewText();
        var key = new AccessKey(
            QueryOptions.Chosen<AccessScope>(parsed.GetValue(Scope)) ?? AccessScope.Read, parsed.GetRequiredValue(Name), AccessKey.HashOf(text));
        string appSetting = key.Setting.Replace(":", "__", StringComparison.Ordinal);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(
                new KeyView(key.Name, Word(key.Scope), text, key.Hash, key.Setting, appSetting), KeyJson.Default.KeyView));
            return ExitCodes.Success;
        }

        terminal.Table(new ResultTable("", "!")
            .Add("Key", text)
            .Add("Scope", Word(key.Scope))
            .Add("Setting", key.Setting)
            .Add("App setting", appSetting)
            .Add("Hash", key.Hash));
        return ExitCodes.Success;
    }

    private static string Word(AccessScope scope) => Show.Lower(scope);

    private static Argument<string> CreateName()
    {
        var argument = new Argument<string>("name") { Description = $"Who or what the key is for: {AccessKey.NameRule}." };
        argument.Validators.Add(result =>
        {
            if (!AccessKey.IsName(result.GetValueOrDefault<string>()))
            {
                result.AddError($"The name of a key has {AccessKey.NameRule}.");
            }
        });
        return argument;
    }
}

internal sealed record KeyView(string Name, string Scope, string Key, string Hash, string Setting, string AppSetting);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(KeyView))]
internal sealed partial class KeyJson : JsonSerializerContext;
