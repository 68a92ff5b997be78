using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>What a person's judgement does to the state of a link: docs/link-checks.md and decision 0027.</summary>
/// <remarks>The checks go on underneath and keep a state of their own, which is the link's again when the judgement ends.</remarks>
public static partial class LinkStateRules
{
    /// <summary>Puts a judgement over what the checks say, in place of the judgement before.</summary>
    public static Link Judge(Link link, PersonJudgement given)
    {
        Link own = WithoutJudgement(link);
        return Covered(own, given, StateOf(given.Says) == link.State ? link.StateSince : given.At);
    }

    /// <summary>Ends the judgement of a link: its state is again what the checks say.</summary>
    /// <param name="at">When the judgement ended.</param>
    public static Link EndJudgement(Link link, DateTimeOffset at)
    {
        if (link.Judgement is not { } held)
        {
            return link;
        }

        Link own = WithoutJudgement(link);

        // Never an earlier time than that of the judgement: articles were told of it, and of two times the later one counts.
        return own with
        {
            StateSince = own.State == link.State ? link.StateSince : at,
            NextDue = held.Given.Says == JudgementKind.Ignore ? null : own.NextDue,
        };
    }

    /// <summary>The link as a reader sees it: a judgement whose time is over does not count, even where no visit has ended it yet.</summary>
    public static Link AsOf(Link link, DateTimeOffset now) =>
        link.Judgement is { Given: { Until: { } until } given } && given.HasEnded(now) ? EndJudgement(link, until) : link;

    /// <summary>The link as its checks alone have it.</summary>
    public static Link WithoutJudgement(Link link) => link.Judgement is { } held
        ? link with { Judgement = null, State = held.State, StateSince = held.StateSince }
        : link;

    /// <summary>Puts another link's judgement, or its lack of one, over what the checks of this link say.</summary>
    /// <param name="link">As a check left it.</param>
    /// <param name="row">As the storage has it by now.</param>
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
        _ => throw new ArgumentOutOfRangeException(nameof(says), says, "not a judgement that holds"),
    };
}
