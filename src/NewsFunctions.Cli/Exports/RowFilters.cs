using System.CommandLine;
using System.CommandLine.Parsing;
using NewsFunctions.Archive.Exports;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Exports;

/// <summary>Defines the options that say which rows are exported. They mean what the parameters of <c>GET /api/export/...</c> mean.</summary>
internal static class RowFilters
{
    public static Option<string?> Site { get; } = QueryOptions.Site();

    public static Option<string?> Kind { get; } = QueryOptions.Choice<LinkKind>("--kind", "Only links of this kind", LinkKinds.Name);

    public static Option<string?> State { get; } = QueryOptions.Choice<LinkState>("--state", "Only links in this state", state => state.ToString());

    public static Option<string?> Verdict { get; } = QueryOptions.Choice<Verdict>("--verdict", "Only checks with this verdict, or links whose last check has it", verdict => verdict.ToString());

    public static Option<string?> Host { get; } = new("--host") { Description = "Only links with a location on this host.", HelpName = "HOST" };

    public static Option<string?> From { get; } = QueryOptions.Time(
        "--from", "Published (checks: checked) at or after, UTC unless it says otherwise: 2016-03-11 or 2016-03-11T16:23:23+03:30.");

    public static Option<string?> To { get; } = QueryOptions.Time("--to", "Published (checks: checked) before.");

    public static Option<string?> CheckedFrom { get; } = QueryOptions.Time("--checked-from", "Last checked at or after, UTC unless it says otherwise.");

    public static Option<string?> CheckedTo { get; } = QueryOptions.Time("--checked-to", "Last checked before.");

    public static Option<string?> Born { get; } = QueryOptions.Year("--born", "Only links born in this year (UTC).");

    public static Option<string?> Media { get; } = QueryOptions.Choice<WantedMedia>("--media-state", "Only articles whose media are", MediaQuery.Name);

    /// <summary>Maps each filter to its option. Keys are the names in <see cref="ExportQuery.FiltersOf"/>.</summary>
    private static readonly Dictionary<string, Option<string?>> ByFilter = new()
    {
        ["site"] = Site,
        ["kind"] = Kind,
        ["state"] = State,
        ["verdict"] = Verdict,
        ["host"] = Host,
        ["from"] = From,
        ["to"] = To,
        ["checkedFrom"] = CheckedFrom,
        ["checkedTo"] = CheckedTo,
        ["born"] = Born,
        ["mediaState"] = Media,
    };

    public static IEnumerable<Option<string?>> All => ByFilter.Values;

    /// <summary>Returns the options of one export, in the order of its filters.</summary>
    public static IEnumerable<Option<string?>> Of(ExportWhat what) => ExportQuery.FiltersOf(what).Select(filter => ByFilter[filter]);

    public static ExportQuery Read(ParseResult parsed, ExportWhat what)
    {
        string? Value(Option<string?> option) => Of(what).Contains(option) ? parsed.GetValue(option) : null;
        return new ExportQuery
        {
            What = what,
            Site = Value(Site),
            Kind = QueryOptions.Chosen<LinkKind>(Value(Kind)),
            State = QueryOptions.Chosen<LinkState>(Value(State)),
            Verdict = QueryOptions.Chosen<Verdict>(Value(Verdict)),
            Host = Value(Host),
            From = QueryOptions.Moment(Value(From)),
            To = QueryOptions.Moment(Value(To)),
            CheckedFrom = QueryOptions.Moment(Value(CheckedFrom)),
            CheckedTo = QueryOptions.Moment(Value(CheckedTo)),
            Born = QueryOptions.YearOf(Value(Born)),
            MediaState = QueryOptions.Chosen<WantedMedia>(Value(Media)),
        };
    }

    /// <summary>Adds an error for each option that the export does not have, and for invalid values.</summary>
    public static void Check(CommandResult command, ExportWhat what)
    {
        Option<string?>[] legal = [.. Of(what)];
        foreach (Option<string?> option in All.Where(option => command.GetResult(option) is not null && !legal.Contains(option)))
        {
            command.AddError($"{option.Name} does not go with {ExportNames.Of(what)}, which take {string.Join(", ", legal.Select(one => one.Name))}.");
        }

        if (what == ExportWhat.Fixes && Enum.TryParse(command.GetValue(State), ignoreCase: true, out LinkState state) && !ExportQuery.IsLost(state))
        {
            command.AddError("--state must be Dead (the default) or Suspect: only lost links can be fixed.");
        }

        if (command.GetValue(Host) is { } host && !HostQuery.TryParse(host, out _))
        {
            command.AddError("--host is a host name without scheme and path, such as media.alalam.ir or localhost:8080.");
        }

        if (what == ExportWhat.Articles && Enum.TryParse(command.GetValue(Kind), ignoreCase: true, out LinkKind kind) && kind == LinkKind.Page)
        {
            command.AddError("--kind must be image, video or other: articles are asked for by their media.");
        }

        if (QueryOptions.Moment(command.GetValue(CheckedFrom)) >= QueryOptions.Moment(command.GetValue(CheckedTo)))
        {
            command.AddError("--checked-to is exclusive and must be after --checked-from.");
        }

        if (QueryOptions.Moment(command.GetValue(From)) >= QueryOptions.Moment(command.GetValue(To)))
        {
            command.AddError("--to is exclusive and must be after --from.");
        }
    }
}
