using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Cli.Remove;

/// <summary>Implements <c>news remove</c>, which takes articles and dumps down, after it has shown what goes.</summary>
internal static class RemoveCommand
{
    private const string Description = "Take an article or a dump out of the archive for good; without --yes only show what goes.";

    private const string Lessons = """
        Examples:
          news remove article samples 900429           what goes and what stays; nothing is removed
          news remove article samples 900429 --yes     remove it; no later ingest brings it back
          news remove dump 20160311125323-0123456789abcdef --yes

        A dump takes all articles along that no other dump has. Links that other articles mention stay, and so do
        dumps that have other articles, too: their bytes are listed, or blanked with --rewrite where the dump is plain
        text. A removal that was stopped goes on when it is asked for again. The JSON is that of DELETE /api/articles/{site}/{id} and DELETE /api/dumps/{dumpId}.

        Exit codes: 0 success, 1 failure.
        """;

    private const string ArticleLessons = """
        Examples:
          news remove article alalam 1797706                    shows what goes; nothing is removed
          news remove article alalam 1797706 --yes              removes it
          news remove article alalam 1797706 --rewrite --yes    also blanks it in dumps that have other articles

        Exit codes: 0 success, 1 failure; also where there is no such article.
        """;

    private const string DumpLessons = """
        Examples:
          news remove dump 20160311125323-0123456789abcdef          shows what goes; nothing is removed
          news remove dump 20160311125323-0123456789abcdef --yes    removes it

        Exit codes: 0 success, 1 failure; also where there is no such dump.
        """;

    private static readonly Argument<string> Site = new("site") { Description = "The site of the article." };
    private static readonly Argument<string> Id = new("id") { Description = "The id of the article." };
    private static readonly Argument<string> Dump = new("dumpId") { Description = "The id of the dump, as GET /api/dumps lists it." };
    private static readonly Option<bool> Rewrite = new("--rewrite") { Description = "Blank the article in dumps that have other articles, too." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Remove it." };

    public static Command Create(Terminal terminal)
    {
        var article = new TeachingCommand("article", "Remove an article, whatever texts of it there are.", ArticleLessons)
        {
            Site, Id, Rewrite, Yes, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        article.SetAction((parsed, stop) => RemoveArticleAsync(parsed, terminal, stop));
        var dump = new TeachingCommand("dump", "Remove an upload and all that only it provides.", DumpLessons)
        {
            Dump, Yes, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        dump.SetAction((parsed, stop) => RemoveDumpAsync(parsed, terminal, stop));
        article.IfStopped = dump.IfStopped = "what was removed stays removed; the same command removes the rest";
        return new TeachingCommand("remove", Description, Lessons) { article, dump };
    }

    private static async Task<int> RemoveArticleAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        (string site, string text) = (parsed.GetValue(Site)!, parsed.GetValue(Id)!);
        if (!SiteName.IsLegal(site))
        {
            return terminal.Fail($"'{site}' is not a site: a site has {SiteName.Rule}");
        }

        if (!ArticleId.TryParse(text, out ArticleId id))
        {
            return terminal.Fail($"'{text}' is not an article id: 1 to {ArticleId.MaxLength} characters of A-Z, a-z, 0-9, '.', '_', '-'");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        return await RemoveAsync(
            parsed,
            terminal,
            isRehearsal => archive.Takedown.RemoveArticleAsync(site, id, parsed.GetValue(Rewrite), isRehearsal, cancellationToken),
            $"the site '{site}' has no article '{id}'. news articles --site {site} lists what it has");
    }

    private static async Task<int> RemoveDumpAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string text = parsed.GetValue(Dump)!;
        if (!DumpId.TryParse(text, out DumpId id))
        {
            return terminal.Fail($"'{text}' is not a dump id: it looks like 20160311125323-0123456789abcdef");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        return await RemoveAsync(
            parsed,
            terminal,
            isRehearsal => archive.Takedown.RemoveDumpAsync(id, isRehearsal, cancellationToken),
            $"the archive has no dump '{id}'");
    }

    /// <summary>Shows what would be removed, and then removes it if that was asked for, for as long as it takes.</summary>
    private static async Task<int> RemoveAsync(ParseResult parsed, Terminal terminal, Func<bool, Task<TakedownResponse?>> remove, string unknown)
    {
        if (await remove(true) is not { } planned)
        {
            return terminal.Fail(unknown);
        }

        bool json = parsed.GetValue(CommonOptions.Json);
        if (!json)
        {
            TakedownViews.Write(terminal, planned);
        }

        TakedownResponse last = planned;
        if (parsed.GetValue(Yes))
        {
            do
            {
                last = await remove(false) ?? last;
                terminal.Progress($"Removed {last.ArticleCount} articles.");
            }
            while (!last.Done);
        }

        if (json)
        {
            terminal.Json(JsonSerializer.Serialize(last, ApiJson.Web.TakedownResponse));
        }
        else
        {
            TakedownViews.WriteEnd(terminal, last);
        }

        return ExitCodes.Success;
    }
}
