using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news links</c>, which lists the links of the archive with their states, or shows one with its checks.</summary>
internal static class LinksCommand
{
    private const string Description = "List images, videos and pages with their states, or show one with its checks and the articles that mention it.";

    private const string Lessons = """
        Examples:
          news links --state Dead --kind image
          news links --host media.alalam.ir --limit 1000 --json
          news links alalam/i2016-03-0123456789abcdef

        A link is Suspect once the evidence is against it, Dead after three strikes three days apart, Blocked where a
        server refuses us, and Unknown until there is evidence either way.
        The JSON is that of GET /api/links; of one link, {"link": that of GET /api/links/{site}/{linkId}, "checks": that of .../checks,
        "articles": the first page of .../articles}.

        Exit codes: 0 success, 1 failure or no such link.
        """;

    private static readonly Argument<string?> Link = new("SITE/LINKID") { Description = "One link.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only of this kind", LinkKinds.Name);
    private static readonly Option<string?> State = QueryOptions.Choice<LinkState>("--state", "Only in this state", state => state.ToString());
    private static readonly Option<string?> Seen = QueryOptions.Choice<Verdict>("--verdict", "Only with this verdict of the last check", verdict => verdict.ToString());
    private static readonly Option<string?> CheckedFrom = QueryOptions.Time("--checked-from", "Last checked at or after, UTC unless it says otherwise.");
    private static readonly Option<string?> CheckedTo = QueryOptions.Time("--checked-to", "Last checked before.");
    private static readonly Option<string?> Host = new("--host") { Description = "Only with a location on this host.", HelpName = "HOST" };
    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Continuation = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("links", Description, Lessons)
        {
            Link, Site, Kind, State, Seen, Host, CheckedFrom, CheckedTo, Limit, Continuation,
        };
        ReadingOptions.AddTo(command);
        command.SetAction((parsed, stop) => parsed.GetValue(Link) is { } one ? ShowAsync(one, parsed, terminal, stop) : ListAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var query = new LinkQuery
        {
            Site = parsed.GetValue(Site),
            Kind = QueryOptions.Chosen<LinkKind>(parsed.GetValue(Kind)),
            State = QueryOptions.Chosen<LinkState>(parsed.GetValue(State)),
            Verdict = QueryOptions.Chosen<Verdict>(parsed.GetValue(Seen)),
            Host = parsed.GetValue(Host),
            CheckedFrom = QueryOptions.Moment(parsed.GetValue(CheckedFrom)),
            CheckedTo = QueryOptions.Moment(parsed.GetValue(CheckedTo)),
        };
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        PageResponse<LinkResponse> page = await archive.ListLinksAsync(
            query, parsed.GetValue(Limit), parsed.GetValue(Continuation), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseLinkResponse));
        }
        else
        {
            LinkViews.Write(terminal, page);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(string one, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (SitePath.Parse(one) is not { } path || !LinkId.TryParse(path.Id, out LinkId id))
        {
            return terminal.Fail($"'{one}' is not SITE/LINKID, such as alalam/i2016-03-0123456789abcdef or alalam/p1797706; news links lists them");
        }

        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        if (await archive.GetLinkAsync(path.Site, id, cancellationToken) is not { } link
            || await archive.ListChecksAsync(
                path.Site, id, parsed.GetValue(Limit), parsed.GetValue(Continuation), cancellationToken) is not { } checks
            || await archive.ListLinkArticlesAsync(
                path.Site, id, parsed.GetValue(Limit), cancellationToken) is not { } articles)
        {
            await archive.ThrowIfUnknownAsync(path.Site, cancellationToken);
            return terminal.Fail($"there is no link {one} in the archive; news links lists those that are");
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            string linkJson = JsonSerializer.Serialize(link, ApiJson.Web.LinkResponse);
            string checksJson = JsonSerializer.Serialize(checks, ApiJson.Web.PageResponseLinkCheckResponse);
            string articlesJson = JsonSerializer.Serialize(articles, ApiJson.Web.PageResponseLinkArticleResponse);
            terminal.Json($$"""{"link":{{linkJson}},"checks":{{checksJson}},"articles":{{articlesJson}}}""");
        }
        else
        {
            LinkViews.Write(terminal, link, checks, articles);
        }

        return ExitCodes.Success;
    }
}
