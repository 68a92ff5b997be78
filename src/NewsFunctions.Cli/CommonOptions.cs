using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace NewsFunctions.Cli;

/// <summary>Options that mean the same in every command.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print JSON instead of text." };

    public static Option<bool> Verbose { get; } = new("--verbose") { Description = "Log more, and show where errors come from." };

    public static Option<string?> Data { get; } = new("--data")
    {
        Description = "The folder of the storage that this command starts (default .data; ignored where the setting ArchiveStorage names a storage).",
        HelpName = "DIR",
    };

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
