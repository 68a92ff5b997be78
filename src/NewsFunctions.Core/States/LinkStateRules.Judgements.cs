using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Applies a person's judgement to the state of a link: docs/link-checks.md and decision 0027.</summary>
/// <remarks>The checks continue and keep their own state, which becomes the link's state again when the judgement ends.</remarks>
public static partial class LinkStateRules
{
    /// <summary>Applies a judgement over the state by the checks. It replaces an earlier judgement.</summary>
    public static Link Judge(Link link, PersonJudgement given)
    {
        Link own = WithoutJudgement(link);
        return Covered(own, given, StateOf(given.Says) == link.State ? link.StateSince : given.At);
    }

    /// <summary>Ends the judgement of a link. The checks decide its state again.</summary>
    /// <param name="at">The time when the judgement ended.</param>
    public static Link EndJudgement(Link link, DateTimeOffset at)
    {
        if (link.Judgement is not { } held)
        {
            return link;
        }

        Link own = WithoutJudgement(link);

        // Never use a time before the judgement: articles already have its time, and the later of two times wins.
        return own with
        {
            StateSince = own.State == link.State ? link.StateSince : at,
            NextDue = held.Given.Says == JudgementKind.Ignore ? null : own.NextDue,
        };
    }

    /// <summary>Returns the link as readers see it: an expired judgement does not count, even if no visit has ended it yet.</summary>
    public static Link AsOf(Link link, DateTimeOffset now) =>
        link.Judgement is { Given: { Until: { } until } given } && given.HasEnded(now) ? EndJudgement(link, until) : link;

    /// <summary>Returns the link with the state by its checks alone.</summary>
    public static Link WithoutJudgement(Link link) => link.Judgement is { } held
        ? link with { Judgement = null, State = held.State, StateSince = held.StateSince }
        : link;

    /// <summary>Replaces the link's judgement with that of another row, or with none.</summary>
    /// <param name="link">The link after a check.</param>
    /// <param name="row">The link as currently stored.</param>
    public static Link UnderJudgementOf(Link link, Link row)
    {
        Link own = WithoutJudgement(link);
        return row.Judgement is { } held ? Covered(own, held.Given, row.StateSince)
            : link.Judgement is null ? link
            : EndJudgement(link, row.StateSince ?? link.LastChecked ?? DateTimeOffset.UnixEpoch);
    }

    private static Link UnderJudgement(Link link, Func<Link, Link> change) =>
        link.Judgement is { } held ? Covered(change(WithoutJudgement(link)), held.Given, link.StateSince) : change(link);

    private static Link Covered(Link own, PersonJudgement given, DateTimeOffset? since) => own with
    {
        Judgement = new HeldJudgement(given, own.State, own.StateSince),
        State = StateOf(given.Says),
        StateSince = since,
        NextDue = given.Says == JudgementKind.Ignore || given.Until < own.NextDue ? given.Until : own.NextDue,
    };

    private static LinkState StateOf(JudgementKind says) => says switch
    {
        JudgementKind.Alive => LinkState.Alive,
        JudgementKind.Dead => LinkState.Dead,
        JudgementKind.Ignore => LinkState.Ignored,
        _ => throw new ArgumentOutOfRangeException(nameof(says), says, "not an active judgement"),
    };
}
