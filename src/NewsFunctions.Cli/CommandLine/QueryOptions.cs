using System.CommandLine;
using System.Globalization;
using NewsFunctions.Archive.Http.Requests;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Cli.CommandLine;

/// <summary>Defines the options of commands that list what is in the archive. They mean what the parameters of the API mean.</summary>
internal static class QueryOptions
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 1000;
    private const string SiteOption = "--site";

    public static Option<string?> Site()
    {
        var option = new Option<string?>(SiteOption) { Description = "Only of this site.", HelpName = "SITE" };
        return Checked(option, site => SiteName.IsLegal(site) ? null : $"--site is {SiteName.Rule}.");
    }

    /// <summary>Returns the value of <see cref="Site"/>; null if it was not typed, or the command has no such option.</summary>
    public static string? SiteOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<string?>>().FirstOrDefault(option => option.Name == SiteOption) is { } site
            ? parsed.GetValue(site)
            : null;

    public static Option<string?> Time(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "TIME" };
        return Checked(option, time => IsoTimes.TryParse(time, out _) ? null : $"{name} is {IsoTimes.Rule}");
    }

    public static Option<string?> Year(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description, HelpName = "YEAR" };
        return Checked(option, year => YearOf(year) is null ? $"{name} is a year from {QueryReader.MinYear} to {QueryReader.MaxYear}." : null);
    }

    public static int? YearOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int year) && year is >= QueryReader.MinYear and <= QueryReader.MaxYear
            ? year
            : null;

    public static Option<string?> Host(string description)
    {
        var option = new Option<string?>("--host") { Description = description, HelpName = "HOST" };
        return Checked(option, host => HostQuery.TryParse(host, out _)
            ? null
            : "--host is a host name without scheme and path, such as media.alalam.ir or localhost:8080.");
    }

    /// <summary>Creates an option that takes one of the values of an enum, as the API spells them.</summary>
    public static Option<string?> Choice<TEnum>(string name, string description, Func<TEnum, string> spelling)
        where TEnum : struct, Enum
    {
        // This is no query over the values: the runtime would compile one for each enum, at each start of the command.
        TEnum[] values = Enum.GetValues<TEnum>();
        string[] legal = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            legal[i] = spelling(values[i]);
        }

        return Choice(name, description, legal);
    }

    private static Option<string?> Choice(string name, string description, string[] legal)
    {
        var option = new Option<string?>(name) { Description = $"{description}: {string.Join(", ", legal)}.", HelpName = name.TrimStart('-').ToUpperInvariant() };
        option.CompletionSources.Add(legal);
        return Checked(
            option,
            text => legal.Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"{name} is one of {string.Join(", ", legal)}.");
    }

    public static TEnum? Chosen<TEnum>(string? text)
        where TEnum : struct, Enum => text is null ? null : Enum.Parse<TEnum>(text, ignoreCase: true);

    public static DateTimeOffset? Moment(string? text) => text is not null && IsoTimes.TryParse(text, out DateTimeOffset time) ? time : null;

    public static Option<int> Limit() => new("--limit")
    {
        Description = $"At most so many, 1 to {MaxLimit}.",
        HelpName = "N",
        DefaultValueFactory = _ => DefaultLimit,
        CustomParser = argument => CommonOptions.Number(argument, 1, MaxLimit) ?? DefaultLimit,
    };

    public static Option<string?> Continuation() => new("--continuation")
    {
        Description = "The next page: what the page before ended with, and the same filters.",
        HelpName = "TOKEN",
    };

    private static Option<string?> Checked(Option<string?> option, Func<string, string?> error)
    {
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && error(text) is { } message)
            {
                result.AddError(message);
            }
        });
        return option;
    }
}
