using System.Text.Json;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Cli.Rejudge;

/// <summary>Shows the results of judging again, to scripts and to people.</summary>
internal static class RejudgeViews
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Writes one link that changes, or that cannot be judged again.</summary>
    public static string Json(RejudgedLink link) => JsonSerializer.Serialize(
        new
        {
            site = link.Link.Site,
            linkId = link.Link.Id.Value,
            path = link.Link.Path,
            checkedAt = link.Last?.RejudgementOf ?? link.Last?.CheckedAt ?? link.Link.LastChecked,
            from = link.Last is { } last ? new { verdict = last.Verdict.ToString(), rulesVersion = last.RulesVersion, state = link.Link.State.ToString() } : null,
            to = link.After is { } after
                ? new { verdict = link.Again!.Verdict.ToString(), rulesVersion = link.Again.RulesVersion, state = after.State.ToString() }
                : null,
            reason = link.Again?.Reason,
            obstacle = link.Obstacle?.ToString(),
            applied = link.Applied,
        },
        Web);

    public static string Json(RejudgeCounter counter, bool apply) => JsonSerializer.Serialize(
        new
        {
            rulesVersion = VerdictRules.Version,
            apply,
            links = counter.Links,
            changed = counter.Changed,
            statesChanged = counter.StatesChanged,
            applied = counter.Applied,
            changes = counter.Changes.Select(change => new { from = change.Key.From.ToString(), to = change.Key.To.ToString(), links = change.Value }),
            cannotBeJudged = counter.Obstacles.ToDictionary(obstacle => JsonNamingPolicy.CamelCase.ConvertName(obstacle.Key.ToString()), obstacle => obstacle.Value),
        },
        Web);

    public static void Write(Terminal terminal, RejudgeCounter counter, IReadOnlyList<RejudgedLink> first, bool apply)
    {
        if (first.Count > 0)
        {
            var links = new ResultTable("Looked", "Verdict", "Rules", "State", "!Link", "Reason");
            foreach (RejudgedLink link in first)
            {
                links.Add(
                    Show.Utc(link.Again!.RejudgementOf),
                    Arrow(link.Last!.Verdict, link.Again.Verdict),
                    Arrow(link.Last.RulesVersion, link.Again.RulesVersion),
                    Arrow(link.Link.State, link.After!.State),
                    $"{link.Link.Site}/{link.Link.Id}",
                    link.Again.Reason);
            }

            terminal.Table(links);
            terminal.Line();

            var changes = new ResultTable("From", "To", ">Links");
            foreach (((Verdict from, Verdict to), long count) in counter.Changes)
            {
                changes.Add(from.ToString(), to.ToString(), Show.Number(count));
            }

            terminal.Table(changes);
            terminal.Line();
        }

        long obstacles = counter.Obstacles.Values.Sum();
        terminal.Line(
            $"By rules version {VerdictRules.Version} {Show.Number(counter.Changed)} of {Show.Number(counter.Links)} links get another verdict or fewer strikes, "
            + $"{Show.Number(counter.StatesChanged)} another state"
            + (obstacles == 0 ? "." : $"; {Show.Number(obstacles)} cannot be judged again ({string.Join(", ", counter.Obstacles.Select(one => $"{Show.Number(one.Value)} {Show.Lower(one.Key)}"))})."));
        terminal.Line((apply, counter.Changed) switch
        {
            (true, _) => $"{Show.Number(counter.Applied)} were written; {Show.Number(counter.Changed - counter.Applied)} were checked meanwhile and left.",
            (false, 0) => "There is nothing to write.",
            _ => "Nothing was written: news rejudge --apply does.",
        });
    }

    private static string Arrow<T>(T from, T to) => Equals(from, to) ? $"{to}" : $"{from} -> {to}";
}
