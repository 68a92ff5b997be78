using System.CommandLine;
using System.CommandLine.Parsing;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Cli.Reading;

/// <summary>Defines the options of commands that read an archive: which one, and how the result is printed.</summary>
internal static class ReadingOptions
{
    /// <summary>Names the environment variable for the key if <c>--key</c> is not given. It shows in no list of processes.</summary>
    public const string KeyVariable = "NEWS_KEY";

    public static Option<string?> Url { get; } = CreateUrl();

    public static Option<string?> Key { get; } = new("--key")
    {
        Description = $"The key for the archive at --url. Better is the variable {KeyVariable}: other users of this machine see options.",
        HelpName = "KEY",
    };

    /// <summary>Adds the options that say which archive is read, and <c>--json</c>.</summary>
    public static void AddTo(TeachingCommand command)
    {
        command.IfStopped ??= "nothing was changed";
        command.Add(CommonOptions.Json);
        command.Add(CommonOptions.Data);
        command.Add(Url);
        command.Add(Key);
        command.Add(CommonOptions.Verbose);
        command.Validators.Add(Check);
    }

    /// <returns>The address of the API with a slash at its end; null if the storage is read.</returns>
    public static Uri? AddressOf(ParseResult parsed) =>
        parsed.GetValue(Url) is { } text && TryRead(text, out Uri? address) ? address : null;

    public static string? KeyOf(ParseResult parsed) =>
        (parsed.GetValue(Key) ?? Environment.GetEnvironmentVariable(KeyVariable)) is { Length: > 0 } key ? key.Trim() : null;

    private static void Check(CommandResult command)
    {
        if (command.GetResult(Url) is null)
        {
            if (command.GetResult(Key) is not null)
            {
                command.AddError("--key goes with --url only.");
            }

            return;
        }

        if (command.GetResult(CommonOptions.Data) is not null)
        {
            command.AddError("--url and --data do not go together: one archive at a time.");
        }

        bool hasKey = command.GetResult(Key) is not null || Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 };
        if (hasKey && TryRead(command.GetValue(Url), out Uri? address) && address is { IsLoopback: false } && address.Scheme != Uri.UriSchemeHttps)
        {
            command.AddError($"--url begins with http, and the key would be sent unencrypted. Use https, or leave the key out (--key, {KeyVariable}).");
        }
    }

    private static Option<string?> CreateUrl()
    {
        var option = new Option<string?>("--url")
        {
            Description = "Read the archive whose API is at this address, instead of a storage.",
            HelpName = "URL",
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !TryRead(text, out _))
            {
                result.AddError($"--url is the address of an archive, such as https://news.example.org, without user, ? and #; its key goes into {KeyVariable} or --key.");
            }
        });
        return option;
    }

    private static bool TryRead(string? text, out Uri? address)
    {
        address = null;
        if (!HttpUrl.TryParse(text, out Uri? url) || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return false;
        }

        address = url.AbsolutePath.EndsWith('/') ? url : new Uri($"{url.AbsoluteUri}/");
        return true;
    }
}
