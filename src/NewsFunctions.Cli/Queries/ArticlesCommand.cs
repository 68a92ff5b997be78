using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Reading;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Words;

namespace NewsFunctions.Cli.Queries;

/// <summary>Implements <c>news articles</c>, which lists the articles of the archive, newest first, or shows one of them.</summary>
internal static class ArticlesCommand
{
    private const string Description = "List the articles of the archive, newest first, or show one with the state of its media.";

    private const string Lessons = """
        Examples:
          news articles --site alalam --from 2016-03-01 --to 2016-04-01
          news articles alalam/20160311-0123456789abcdef
          news articles --q harbour         this word in title or text; several in quotes: all of them
          news articles alalam/20160311-0123456789abcdef --versions    every text of it, and where each was found
          news articles --media-state lost --kind image --from 2016-03-01 --to 2016-04-01
          news articles --limit 1000 --json

        The archive is the one that ArchiveStorage names, else the local one in --data. A running 'news run' is not disturbed.
        The JSON is that of GET /api/articles, GET /api/articles/{site}/{id} and, with --versions, that of .../versions.

        Exit codes: 0 success, 1 failure or no such article.
        """;

    private static readonly Argument<string?> Article = new("SITE/ID") { Description = "One article.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> From = QueryOptions.Time("--from", "Published at or after, UTC unless it says otherwise: 2016-03-11 or 2016-03-11T16:23:23+03:30.");
    private static readonly Option<string?> To = QueryOptions.Time("--to", "Published before.");
    private static readonly Option<string?> Media = QueryOptions.Choice<WantedMedia>("--media-state", "Only articles whose media are", MediaQuery.Name);
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only articles with media of this kind", LinkKinds.Name);
    private static readonly Option<string?> Q = new("--q")
    {
        Description = "Only articles with all these words in title or text, whatever their case, accents and keyboard; \"in quotes\": one after the other.",
        HelpName = "WORDS",
    };
    private static readonly Option<bool> Versions = new("--versions") { Description = "Of one article: list every text of it that was found, newest first." };
    private static readonly Option<int> Limit = QueryOptions.Limit();
    private static readonly Option<string?> Continuation = QueryOptions.Continuation();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("articles", Description, Lessons)
        {
            Article, Site, From, To, Media, Kind, Q, Versions, Limit, Continuation,
        };
        ReadingOptions.AddTo(command);
        command.Validators.Add(Check);
        command.SetAction((parsed, stop) => parsed.GetValue(Article) is { } one ? ShowAsync(one, parsed, terminal, stop) : ListAsync(parsed, terminal, stop));
        return command;
    }

    private static void Check(CommandResult command)
    {
        if (command.GetValue(Q) is { } words && !SearchQuery.TryParse(words, out _, out string? problem))
        {
            command.AddError($"--q {problem}");
        }

        if (command.GetResult(Versions) is not null && command.GetValue(Article) is null)
        {
            command.AddError("--versions goes with one article, SITE/ID.");
        }
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
        SearchQuery? search = SearchQuery.TryParse(parsed.GetValue(Q) ?? "", out SearchQuery? words, out _) ? words : null;
        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        ArticleListResponse page = await archive.ListArticlesAsync(
            filter, media, search, parsed.GetValue(Limit), parsed.GetValue(Continuation), cancellationToken);
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(page, ApiJson.Web.ArticleListResponse));
        }
        else
        {
            ArticleViews.Write(terminal, page);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> ShowAsync(string one, ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        if (SitePath.Parse(one) is not { } path || !ArticleId.TryParse(path.Id, out ArticleId id))
        {
            return terminal.Fail($"'{one}' is not SITE/ID, such as alalam/1797706; news articles lists them");
        }

        await using IArchiveReading archive = await ArchiveReading.OpenAsync(parsed, cancellationToken);
        if (parsed.GetValue(Versions))
        {
            return await archive.ListVersionsAsync(path.Site, id, parsed.GetValue(Limit), parsed.GetValue(Continuation), cancellationToken) is { } versions
                ? Write(versions, parsed, terminal)
                : await UnknownAsync(one, path.Site, archive, terminal, cancellationToken);
        }

        if (await archive.GetArticleAsync(path.Site, id, cancellationToken) is not { } article)
        {
            return await UnknownAsync(one, path.Site, archive, terminal, cancellationToken);
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(article, ApiJson.Web.ArticleResponse));
        }
        else
        {
            ArticleViews.Write(terminal, article);
        }

        return ExitCodes.Success;
    }

    private static int Write(PageResponse<ArticleVersionResponse> versions, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(versions, ApiJson.Web.PageResponseArticleVersionResponse));
        }
        else
        {
            ArticleViews.Write(terminal, versions);
        }

        return ExitCodes.Success;
    }

    private static async Task<int> UnknownAsync(string one, string site, IArchiveReading archive, Terminal terminal, CancellationToken cancellationToken)
    {
        await archive.ThrowIfUnknownAsync(site, cancellationToken);
        return terminal.Fail($"there is no article {one} in the archive; news articles lists those that are");
    }
}
