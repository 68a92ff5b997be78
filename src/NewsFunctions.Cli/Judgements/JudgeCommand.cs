using System.CommandLine;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Judgements;

/// <summary>Implements <c>news judge</c>, by which a person sets the state of a link, whatever its checks say.</summary>
internal static class JudgeCommand
{
    private const string Description = "Say that a link is alive, dead or of no interest, whatever its checks say; or take that back.";

    private const string Lessons = """
        Examples:
          news judge samples/i2021-05-1a1abbb44a13db67 dead --reason "shows another picture"
          news judge alalam/p1797706 alive --reason "needs a login" --until 2027-05-01
          news judge alalam/p1797706 ignore     no longer checked, and no loss
          news judge alalam/p1797706 --undo     the checks decide again

        A judgement decides the state of the link, its counts and what there is to fix. The history shows it with your name, and it is told as an
        event (news events --what judged). Checks go on underneath, but for links that are ignored. Survival leaves judged links out.
        The JSON is that of GET /api/links/{site}/{linkId}.

        Exit codes: 0 success, 1 failure or no such link.
        """;

    private static readonly Argument<string> Link = new("SITE/LINKID") { Description = "A link as news links lists it." };
    private static readonly Argument<string?> Says = CreateSays();
    private static readonly Option<string?> Reason = CreateReason();
    private static readonly Option<string?> Until = QueryOptions.Time("--until", "When it ends by itself, UTC unless it says otherwise: 2027-05-01 or 2027-05-01T06:00:00Z.");
    private static readonly Option<bool> Undo = new("--undo") { Description = "Take the judgement of the link back." };

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("judge", Description, Lessons)
        {
            Link, Says, Reason, Until, Undo, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        string typed = parsed.GetValue(Link)!;
        if (SitePath.Parse(typed) is not { } path || !LinkId.TryParse(path.Id, out LinkId id))
        {
            return terminal.Fail($"'{typed}' is not SITE/LINKID, such as alalam/p1797706; news links lists the links");
        }

        JudgementKind? says = QueryOptions.Chosen<JudgementKind>(parsed.GetValue(Says));
        bool undo = parsed.GetValue(Undo);
        if (undo == says is not null)
        {
            return terminal.Fail(undo ? "give either what the link is or --undo, not both" : "say what the link is (alive, dead or ignore), or --undo");
        }

        DateTimeOffset? until = QueryOptions.Moment(parsed.GetValue(Until));
        if (undo && until is not null)
        {
            return terminal.Fail("--until goes with a judgement, not with --undo");
        }

        if (until <= TimeProvider.System.GetUtcNow())
        {
            return terminal.Fail($"--until {Show.Utc(until)} has passed");
        }

        await using ArchiveSession archive = await ArchiveSession.OpenAsync(parsed, cancellationToken);
        string? reason = parsed.GetValue(Reason);
        Link? judged = says is { } judgement
            ? await archive.Judgements.JudgeAsync(path.Site, id, judgement, Environment.UserName, reason, until, cancellationToken)
            : await archive.Judgements.TakeBackAsync(path.Site, id, Environment.UserName, reason, cancellationToken);
        if (judged is null || await archive.Queries.GetLinkAsync(path.Site, id, cancellationToken) is not { } link)
        {
            await archive.ThrowIfUnknownAsync(path.Site, cancellationToken);
            return terminal.Fail($"there is no link {typed} in the archive; news links lists those that are");
        }

        Write(link, parsed, terminal);
        return ExitCodes.Success;
    }

    private static void Write(LinkResponse link, ParseResult parsed, Terminal terminal)
    {
        if (parsed.GetValue(CommonOptions.Json))
        {
            terminal.Json(JsonSerializer.Serialize(link, ApiJson.Web.LinkResponse));
            return;
        }

        terminal.Line($"{link.Site}/{link.LinkId}: {link.Because}");
    }

    private static Argument<string?> CreateSays()
    {
        string[] legal = [.. Enum.GetValues<JudgementKind>().Where(kind => kind != JudgementKind.None).Select(Show.Lower)];
        var argument = new Argument<string?>("alive|dead|ignore") { Description = "What the link is.", Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(legal);
        argument.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } text && !legal.Contains(text, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"'{text}' is not a judgement. Judgements are {string.Join(", ", legal)}.");
            }
        });
        return argument;
    }

    private static Option<string?> CreateReason()
    {
        var option = new Option<string?>("--reason") { Description = "Why, in a few words; shown with the judgement.", HelpName = "TEXT" };
        option.Validators.Add(result =>
        {
            if (JudgementBody.ReasonError(result.GetValueOrDefault<string?>()) is { } error)
            {
                result.AddError($"--reason is too long. {error}");
            }
        });
        return option;
    }
}
