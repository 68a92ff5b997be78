using Azure;
using Azure.Data.Tables;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Something that a check or a person changed and that must be told.</summary>
/// <param name="At">The time of the check or of the judgement.</param>
/// <param name="What">The events; none where only the articles are told.</param>
/// <param name="Verdict">Of the check; null where a person judged.</param>
public sealed record LinkTransition(LinkId Link, DateTimeOffset At, IReadOnlyList<EventWhat> What, Verdict? Verdict, string Reason)
{
    /// <summary>Null: nothing is to be told.</summary>
    internal static LinkTransition? Of(CheckedLink link) =>
        LinkTransitions.Of(link.Before.Link, link.Check, link.After) is { } what
            ? new LinkTransition(link.After.Id, link.Check.CheckedAt, what, link.Check.Verdict, link.Check.Reason)
            : null;
}

/// <summary>An article mentions a link.</summary>
public sealed record LinkReference(LinkId Link, ArticleId Article)
{
    /// <summary>The dateline, in UTC, of the version that was registered last; null where it has none.</summary>
    public DateTimeOffset? PublishedAt => ListKey is { } key ? TableKeys.PublishedAt(key) : null;

    /// <summary>The article's row in the list as of the version that was registered last; mostly it is still that one. Null: not known.</summary>
    internal string? ListKey { get; init; }

    /// <summary>Which of the article's links it is, from 0.</summary>
    internal int Place { get; init; }
}

/// <summary>A link of which the articles were told.</summary>
/// <param name="Mark">The mark up to which all that mention it know whether it is dead. Empty: one does not. Null: nothing was told of that.</param>
/// <param name="Transitions">Whose events were added.</param>
public sealed record PublishedLink(LinkId Link, string? Mark, IReadOnlyList<LinkTransition> Transitions)
{
    // Whatever the rows are by now: a transition is never another one under the same key, and a registration has another mark.
    internal IEnumerable<TableTransactionAction> Actions(LinkShard shard) =>
    [
        .. Transitions.Select(transition => new TableTransactionAction(
            TableTransactionActionType.Delete, LinkTransitionEntity.ToKey(shard, transition), ETag.All)),
        .. Mark is null ? [] : new[] { TableTransactions.UpdateMerge(LinkEntity.ToTold(shard, Link, Mark), ETag.All.ToString()) },
    ];
}
