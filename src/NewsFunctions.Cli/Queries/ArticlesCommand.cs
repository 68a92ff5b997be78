using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Articles;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Http;
using NewsFunctions.Http.Responses;
using NewsFunctions.Links;
using NewsFunctions.Queries;
using NewsFunctions.Storage;

namespace NewsFunctions.Cli.Queries;

/// <summary><c>news articles</c>: the articles of the archive, newest first, or one of them.</summary>
internal static class ArticlesCommand
{
    private const string Description = "List the articles of the archive, newest first, or show one with the state of its media.";

    private const string Lessons = """
        Examples:
          news articles --site alalam --from 2016-03-01 --to 2016-04-01
          news articles alalam/20160311-0123456789abcdef
          news articles --media-state lost --kind image --from 2016-03-01 --to 2016-04-01
          news articles --limit 1000 --json

        The archive is the one that ArchiveStorage names, else the local one in --data. A running 'news run' is not disturbed.
        The JSON is that of GET /api/articles and GET /api/articles/{site}/{id}.

        Exit codes: 0 success, 1 failure or no such article.
        """;

    private static readonly Argument<string?> Article = new("SITE/ID") { Description = "One article.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> From = QueryOptions.Time("--from", "Published at or after, UTC unless it says otherwise: 2016-03-11 or 2016-03-11T16:23:23+03:30.");
    private static readonly Option<string?> To = QueryOptions.Time("--to", "Published before.");
    private static readonly Option<string?> Media = QueryOptions.Choice<WantedMedia>("--media-state", "Only articles whose media are", MediaQuery.Name);
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only articles with media of this kind", LinkKinds.Name);
    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Continuation = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("articles", Description, Lessons)
        {
            Article, Site, From, To, Media, Kind, Limit, Continuation, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.SetAction((parsed, stop) => parsed.GetValue(Article) is { } one ? ShowAsync(one, parsed, terminal, stop) : ListAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> ListAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var filter = new ArticleFilter
        {
            Site = parsed.GetValue(Site),
            From = QueryOptions.Moment(parsed.GetValue(From)),
            To = QueryOptions.Moment(parsed.GetValue(To)),
        };
        var media = new MediaQuery(
            QueryOptions.Chosen<WantedMedia>(parsed.GetValue(Media)), QueryOptions.Chosen<LinkKind>(parsed.GetValue(Kind)));
        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        PageResponse<ArticleListItem> page = await archive.Queries.ListArticlesAsync(
            filter, media, parsed.GetValue(Limit), parsed.GetValue(Continuation), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.PageResponseArticleListItem));
        }
        else
        {
            ArticleViews.Write(terminal, page);
        }

        return ExitCode.Success;
    }

    private static async Task<int> ShowAsync(string one, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (SitePath.Parse(one) is not { } path || !ArticleId.TryParse(path.Id, out ArticleId id))
        {
            return terminal.Fail($"'{one}' is not SITE/ID, such as alalam/1797706; news articles lists them");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        if (await archive.Queries.GetArticleAsync(path.Site, id, contentHash: null, cancellationToken) is not { } article)
        {
            await archive.ThrowIfUnknownAsync(path.Site, cancellationToken);
            return terminal.Fail($"there is no article {one} in the archive; news articles lists those that are");
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(article, ApiJson.Web.ArticleResponse));
        }
        else
        {
            ArticleViews.Write(terminal, article);
        }

        return ExitCode.Success;
    }
}
