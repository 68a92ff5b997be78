using System.CommandLine;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Cli.Rejudge;

/// <summary>Implements <c>news rejudge</c>, which applies today's rules to stored evidence.</summary>
internal static class RejudgeCommand
{
    private const string Description = "Judge stored evidence by the rules of today, and show what changes before it is changed.";

    private const string Lessons = """
        Examples:
          news rejudge                          which verdicts and states would change; nothing is written
          news rejudge --state Dead --kind page --json
          news rejudge --apply                  write it

        No link is asked: each one's last check is judged again by what it recorded, and so are earlier ones on which
        its strikes rest. With --apply the new verdict joins the link's history, marked as a judgement of that look,
        and its state follows; a link that was checked meanwhile is left. No link dies of it: where the new verdict is one strike more, the next look decides.
        The JSON has every link that changes or cannot be judged again, then the counts:
        {"items":[{"site","linkId","path","checkedAt","from","to","reason","obstacle","applied"}],"summary":{...}}.

        Exit codes: 0 success, 1 failure.
        """;

    private static readonly Option<string?> Site = QueryOptions.Site();
    private static readonly Option<string?> Kind = QueryOptions.Choice<LinkKind>("--kind", "Only of this kind", LinkKinds.Name);
    private static readonly Option<string?> State = QueryOptions.Choice<LinkState>("--state", "Only those in this state now", state => state.ToString());
    private static readonly Option<bool> Apply = new("--apply") { Description = "Write what changes." };
    private static readonly Option<int> Limit = QueryOptions.Limit();

    public static Command Create(Terminal terminal)
    {
        var command = new TeachingCommand("rejudge", Description, Lessons)
        {
            Site, Kind, State, Apply, Limit, CommonOptions.Json, CommonOptions.Data, CommonOptions.Verbose,
        };
        Limit.Description = "Links in the table, 1 to 1000; all count, and the JSON has all.";
        command.IfStopped = "what --apply has written stays; the same command goes on";
        command.SetAction((parsed, stop) => RunAsync(parsed, terminal, stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, CancellationToken cancellationToken)
    {
        var filter = new RejudgementFilter
        {
            Site = parsed.GetValue(Site),
            Kind = QueryOptions.Chosen<LinkKind>(parsed.GetValue(Kind)),
            State = QueryOptions.Chosen<LinkState>(parsed.GetValue(State)),
        };
        bool apply = parsed.GetValue(Apply);
        await using ArchiveSession archive = await (apply ? ArchiveSession.OpenAsync(parsed, cancellationToken) : ArchiveSession.OpenForReadingAsync(parsed, cancellationToken));
        IAsyncEnumerable<RejudgedLink> links = archive.Rejudging.WalkAsync(filter, apply, cancellationToken);
        await (parsed.GetValue(CommonOptions.Json)
            ? WriteJsonAsync(links, apply, terminal)
            : WriteTablesAsync(links, apply, parsed.GetValue(Limit), terminal));
        return ExitCodes.Success;
    }

    private static async Task WriteJsonAsync(IAsyncEnumerable<RejudgedLink> links, bool apply, Terminal terminal)
    {
        var counter = new RejudgeCounter();
        using JsonItems items = terminal.OpenJsonItems("items");
        await foreach (RejudgedLink link in links)
        {
            counter.Add(link);
            if (link.Changes || link.Obstacle is not null)
            {
                items.Add(RejudgeViews.Json(link));
            }
        }

        items.End($",\"summary\":{RejudgeViews.Json(counter, apply)}");
    }

    private static async Task WriteTablesAsync(IAsyncEnumerable<RejudgedLink> links, bool apply, int limit, Terminal terminal)
    {
        var counter = new RejudgeCounter();
        var shown = new List<RejudgedLink>();
        await foreach (RejudgedLink link in links)
        {
            counter.Add(link);
            if (link.Changes && shown.Count < limit)
            {
                shown.Add(link);
            }
        }

        RejudgeViews.Write(terminal, counter, shown, apply);
    }
}
