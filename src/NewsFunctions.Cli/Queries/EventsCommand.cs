using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news events</c>, which lists what happened to links and hosts, newest first.</summary>
internal static class EventsCommand
{
    private const string Description = "List what happened: links that died, came back or changed, hosts that went down or came back; newest first.";

    private const string Lessons = """
        Examples:
          news events
          news events --site alalam --what dead
          news events --from 2026-11-23             what changed since then
          news events --what digest                 a line for each week
          news events --host media.example.org --kind image
          news events --limit 1000 --json

        The archive is the one that ArchiveStorage names, else the local one in --data. A running 'news run' is not disturbed.
        The JSON is that of GET /api/events.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> What = QueryOptions.Choice<EventWhat>("--what", "Only events that tell this", EventWhats.Name);
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only events of links of this kind", LinkKinds.Name);
    private static readonly Option<string?> Host = QueryOptions.Host("Only events of this host, and of links with a location on it.");
    private static readonly Option<string?> From = QueryOptions.Time("--from", "Happened at or after, UTC unless it says otherwise: 2026-11-23 or 2026-11-23T16:23:23Z.");
    private static readonly Option<string?> To = QueryOptions.Time("--to", "Happened before.");
    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Next = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("events", Description, Lessons)
        {
            Site, What, Kind, Host, From, To, Limit, Next,
        };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => ListAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var filter = new EventFilter
        {
            Site = parsed.GetValue(Site),
            What = QueryOptions.Chosen<EventWhat>(parsed.GetValue(What)),
            Kind = QueryOptions.Chosen<LinkKind>(parsed.GetValue(Kind)),
            Host = parsed.GetValue(Host),
            From = QueryOptions.Moment(parsed.GetValue(From)),
            To = QueryOptions.Moment(parsed.GetValue(To)),
        };
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        PageResponse<EventResponse> page = await archive.ListEventsAsync(
            filter, parsed.GetValue(Limit), parsed.GetValue(Next), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseEventResponse));
            return ExitCodes.Success;
        }

        var table = new ResultTable("At", "What", "Site", "!Link or host", ">Articles", "Title or path", "Reason");
        foreach (EventResponse archiveEvent in page.Items)
        {
            table.Add(
                Show.Utc(archiveEvent.At),
                EventWhats.Name(archiveEvent.What),
                archiveEvent.Site,
                archiveEvent.Subject,
                archiveEvent.ArticleCount is { } count ? Show.Number(count) : "-",
                archiveEvent.Title ?? archiveEvent.Path ?? "-",
                archiveEvent.Reason ?? "-");
        }

        terminal.List(table, "No event fits", page.Continuation);
        return ExitCodes.Success;
    }
}
