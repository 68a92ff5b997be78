using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Publishing;

/// <summary>Holds a link with changes to publish.</summary>
/// <param name="Stored">The present link, with its mark as read at the beginning of the visit; null if it no longer exists.</param>
/// <param name="Transitions">The transitions; empty if a dead link was only mentioned anew.</param>
public sealed record PendingLink(LinkId Id, StoredLink? Stored, IReadOnlyList<LinkTransition> Transitions)
{
    /// <summary>True if the link's being dead has changed, or may be new to an article.</summary>
    public bool IsForArticles => Stored is not null
        && (Stored.IsMentionedAnew || Transitions.Any(transition => transition.What.Count == 0 || transition.What.Any(what => what is EventWhat.Dead or EventWhat.Revived or EventWhat.Judged)));

    internal IEnumerable<ArchiveEvent> Events(AffectedArticles? affected) => Stored is null
        ? []
        : Transitions.SelectMany(transition => transition.What.Select(what => new ArchiveEvent
        {
            Site = Stored.Link.Site,
            At = transition.At,
            What = what,
            Subject = Id.Value,
            Kind = Id.Kind,
            Path = Stored.Link.Path,
            Title = Stored.Link.Title,
            Verdict = transition.Verdict,
            Reason = transition.Reason,
            ArticleCount = affected?.Count,
            Articles = affected?.First ?? [],
        }));
}
