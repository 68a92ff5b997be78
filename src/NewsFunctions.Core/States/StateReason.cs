using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Explains in one sentence why a link is in its state: the results of its checks, how often and when. It is pure, so that all readers
/// of the same rows get the same sentence.</summary>
public static class StateReason
{
    private const int MaxSightings = 3;

    /// <param name="link">The link with the state to explain.</param>
    /// <param name="recent">The end of its history, in any order; earlier checks may be missing.</param>
    public static string Explain(Link link, IReadOnlyList<LinkCheck> recent)
    {
        ArgumentNullException.ThrowIfNull(link);
        ArgumentNullException.ThrowIfNull(recent);
        if (link.Judgement is { } held)
        {
            return $"{JudgementWords.Of(held.Given)} {JudgementWords.Checks(LinkStateRules.WithoutJudgement(link), recent)}";
        }

        if (link.LastChecked is null)
        {
            return "Never checked.";
        }

        string alive = link.LastAlive is { } at ? $"last seen alive {SightingWords.Day(at)}" : "never seen alive";
        if (link.HostDead is { } death)
        {
            return $"Its host {death.Host} was declared dead {SightingWords.Day(death.At)}; {alive}.";
        }

        List<LinkCheck> looks = Looks(recent);
        List<LinkCheck> run = [.. looks.Where(look => !(look.CheckedAt <= link.LastAlive) && Effect(look) != VerdictEffect.Alive)];
        List<LinkCheck> own = [.. run.Where(look => look.Vantage is null)];
        return link.State == LinkState.Alive
            ? Alive(link, looks, own)
            : $"{Capitalized(Against(link, Telling(link.State, own), IsCut(link, looks)))}{Elsewhere(link.State, run)}; {alive}.";
    }

    private static string Alive(Link link, List<LinkCheck> looks, List<LinkCheck> since)
    {
        string day = link.LastAlive is { } at ? SightingWords.Day(at) : "at an unknown time";
        string where = link.AliveThrough is { } vantage ? $" from {vantage}" : "";
        if (since.Count > 0)
        {
            return $"Last seen alive{where} {day}; since then it {Against(link, since, isCut: false)}, which did not count.";
        }

        string how = looks.LastOrDefault(look => Effect(look) == VerdictEffect.Alive)?.Verdict switch
        {
            Verdict.Drifted => ", with other content than before",
            Verdict.Moved => ", at a new address",
            _ => "",
        };
        return $"Alive{where} at the last check, {day}{how}.";
    }

    /// <summary>Describes the results of the checks with their dates. Equal results are counted together, in the order of their first
    /// occurrence.</summary>
    private static string Against(Link link, List<LinkCheck> looks, bool isCut)
    {
        if (looks.Count == 0)
        {
            return $"was found {link.Verdict} at the last check, {SightingWords.Day(link.LastChecked!.Value)}";
        }

        string[] sightings =
        [
            .. looks
                .GroupBy(look => SightingWords.Of(link.Kind, look))
                .Select(same => string.Format(CultureInfo.InvariantCulture, same.Key, SightingWords.Times(same.Count(), atLeast: isCut))),
        ];
        IEnumerable<string> told = sightings.Length <= MaxSightings ? sightings : sightings.Take(MaxSightings - 1).Append("failed otherwise");
        return $"{SightingWords.List([.. told])}, {SightingWords.Days(looks[0].CheckedAt, looks[^1].CheckedAt)}";
    }

    /// <summary>Selects the checks on which the state rests, of those since the link was last alive.</summary>
    private static List<LinkCheck> Telling(LinkState state, List<LinkCheck> looks)
    {
        VerdictEffect wanted = state switch
        {
            LinkState.Dead or LinkState.Suspect => VerdictEffect.Strike,
            LinkState.Blocked => VerdictEffect.Blocked,
            _ => VerdictEffect.NoEvidence,
        };

        // No evidence for a month becomes strikes, and a state may rest on checks that are not in the list.
        return looks.Where(look => Effect(look) == wanted).ToList() is { Count: > 0 } telling ? telling : looks;
    }

    private static string Elsewhere(LinkState state, List<LinkCheck> run)
    {
        string[] vantages = [.. run.Where(look => Effect(look) == VerdictEffect.Strike).Select(look => look.Vantage).OfType<string>().Distinct()];
        return state == LinkState.Dead && vantages.Length > 0 ? $", and was gone from {SightingWords.List(vantages)}, too" : "";
    }

    /// <summary>Returns whether earlier checks of the same run may be missing.</summary>
    private static bool IsCut(Link link, List<LinkCheck> looks) =>
        looks.Count > 0 && link.FirstChecked < looks[0].CheckedAt && !(link.LastAlive >= looks[0].CheckedAt);

    /// <summary>Returns the checks oldest first. A check that was judged again has its newest judgement.</summary>
    private static List<LinkCheck> Looks(IReadOnlyList<LinkCheck> checks) =>
    [
        .. checks
            .Where(check => check.Judgement is null)
            .GroupBy(check => (At: check.RejudgementOf ?? check.CheckedAt, check.Vantage))
            .Select(look => look.MaxBy(check => check.RejudgedAt ?? DateTimeOffset.MinValue)! with { CheckedAt = look.Key.At })
            .OrderBy(look => look.CheckedAt),
    ];

    private static VerdictEffect Effect(LinkCheck look) => VerdictEffects.Of(look.Verdict);

    private static string Capitalized(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
