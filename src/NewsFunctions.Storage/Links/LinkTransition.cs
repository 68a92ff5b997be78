using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Describes a change by a check or a person that must be published.</summary>
/// <param name="At">The time of the check or of the judgement.</param>
/// <param name="What">The events; empty if only the articles need an update.</param>
/// <param name="Verdict">The verdict of the check; null if a person judged.</param>
public sealed record LinkTransition(LinkId Link, DateTimeOffset At, IReadOnlyList<EventWhat> What, Verdict? Verdict, string Reason)
{
    /// <summary>Returns the transition; null if nothing must be published.</summary>
    internal static LinkTransition? Of(CheckedLink link) =>
        LinkTransitions.Of(link.Before.Link, link.Check, link.After) is { } what
            ? new LinkTransition(link.After.Id, link.Check.CheckedAt, what, link.Check.Verdict, link.Check.Reason)
            : null;
}

/// <summary>Says that an article mentions a link.</summary>
public sealed record LinkReference(LinkId Link, ArticleId Article)
{
    /// <summary>Gets the dateline, in UTC, of the version that was registered last; null if it has none.</summary>
    public DateTimeOffset? PublishedAt => ListKey is { } key ? TableKeys.PublishedAt(key) : null;

    /// <summary>Gets the article's list row for the version that was registered last, mostly the present one; null if not known.</summary>
    internal string? ListKey { get; init; }

    /// <summary>Gets the index of the link in the article, from 0.</summary>
    internal int Place { get; init; }
}

/// <summary>Says that a link was published to its articles.</summary>
/// <param name="Mark">The mark up to which all articles know whether the link is dead. Empty: one does not. Null: nothing was published.</param>
/// <param name="Transitions">The transitions whose events were added.</param>
public sealed record PublishedLink(LinkId Link, string? Mark, IReadOnlyList<LinkTransition> Transitions)
{
    // Works for any present rows: a transition is never another one under the same key, and a registration has another mark.
    internal IEnumerable<TableTransactionAction> Actions(LinkShard shard) =>
    [
        .. Transitions.Select(transition => new TableTransactionAction(
            TableTransactionActionType.Delete, LinkTransitionEntity.ToKey(shard, transition), ETag.All)),
        .. Mark is null ? [] : new[] { TableTransactions.UpdateMerge(LinkEntity.ToPublished(shard, Link, Mark), ETag.All.ToString()) },
    ];
}
