using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NewsFunctions.Cli.CommandLine;

/// <summary>Defines options that mean the same in every command.</summary>
internal static class CommonOptions
{
    private const string JsonLines = "--jsonl";

    public static Option<bool> Json { get; } = new("--json", JsonLines)
    {
        Description = $"Print JSON instead of text; with {JsonLines} the items of a list one a line.",
    };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Log more, and show where errors come from." };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = $"The folder of the storage that this command starts (default {Installation.UsualData}; ignored where the setting ArchiveStorage names a storage).",
        HelpName = "DIR",
    };

    public static Option<int?> Port { get; } = new("--port")
    {
        Description = "The port of the API on 127.0.0.1; it must be free. Default: 7071 or the next free one.",
        HelpName = "N",
        CustomParser = argument => Number(argument, 1, 65535),
    };

    /// <summary>Sets the site of dumps that name none, for commands that read dumps.</summary>
    public static Option<string?> DefaultSite { get; } = new("--site")
    {
        Description = "The site of dumps that name none: alalam (built in), local, or one of your own settings. Default: the setting DefaultSite, else local.",
        HelpName = "SITE",
    };

    /// <summary>Returns which of the names of <see cref="Json"/> was typed; null if none was.</summary>
    public static string? TypedJson(SymbolResult result) => result.GetResult(Json)?.IdentifierToken?.Value;

    public static bool HasJsonLines(ParseResult parsed) => parsed.GetResult(Json)?.IdentifierToken?.Value == JsonLines;

    /// <summary>Reads the number of an option.</summary>
    public static int? Number(ArgumentResult argument, int least, int most)
    {
        if (int.TryParse(argument.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError($"{((OptionResult)argument.Parent!).Option.Name} takes a whole number from {least} to {most}.");
        return null;
    }
}
