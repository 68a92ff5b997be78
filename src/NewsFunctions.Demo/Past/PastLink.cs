using NewsFunctions.Core.Events;
using NewsFunctions.Core.Links;
using NewsFunctions.Demo.Web;

namespace NewsFunctions.Demo.Past;

/// <summary>Holds a simulated link: its script, and what the archive knows of it so far.</summary>
internal sealed class PastLink
{
    public required Link Link { get; set; }

    public required ScriptedLink Scripted { get; init; }

    /// <summary>Lists its mentions, in the order of the dumps.</summary>
    public required IReadOnlyList<LinkMention> Mentions { get; init; }

    /// <summary>Gets the publication time of the first article that mentions it.</summary>
    public required DateTimeOffset Born { get; init; }

    /// <summary>Gets the time of the first check.</summary>
    public required DateTimeOffset FirstLook { get; init; }

    public required KeptChecks History { get; init; }

    /// <summary>Transitions to publish, oldest first.</summary>
    public List<PastTransition> Transitions { get; } = [];

    public bool IsDue(DateTimeOffset at) => (Link.NextDue ?? FirstLook) <= at;
}

/// <param name="What">The events; empty if only the articles need an update, because the link died with its host.</param>
/// <param name="Since">The time since which the link was in that state.</param>
internal sealed record PastTransition(LinkCheck Check, IReadOnlyList<EventWhat> What, bool IsDead, DateTimeOffset Since)
{
    /// <summary>True if articles need an update: they learn of deaths and returns, not of drifts.</summary>
    public bool IsForArticles => What.Count == 0 || What.Any(what => what is EventWhat.Dead or EventWhat.Revived);
}
