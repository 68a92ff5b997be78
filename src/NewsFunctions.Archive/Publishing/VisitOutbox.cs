using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Publishing;

/// <summary>Collects what one visit must publish: what earlier visits left pending, dead links that were mentioned anew, and what its own
/// checks changed.</summary>
public sealed class VisitOutbox
{
    private readonly LinkPublisher _publisher;
    private readonly LinkShard _shard;
    private readonly List<LinkTransition> _left = [];
    private readonly Dictionary<LinkId, PendingLink> _pending = [];
    private ILookup<LinkId, LinkTransition>? _leftByLink;

    internal VisitOutbox(LinkPublisher publisher, LinkShard shard) => (_publisher, _shard) = (publisher, shard);

    /// <summary>Receives the pending transitions that the read of the shard finds.</summary>
    public ICollection<LinkTransition> Pending => _left;

    /// <summary>Adds a link of the shard, after all pending transitions.</summary>
    public void Add(StoredLink stored)
    {
        _leftByLink ??= _left.ToLookup(transition => transition.Link);
        if (stored.IsMentionedAnew || _leftByLink.Contains(stored.Link.Id))
        {
            _pending[stored.Link.Id] = new PendingLink(stored.Link.Id, stored, [.. _leftByLink[stored.Link.Id]]);
        }
    }

    /// <summary>Adds a link that the visit itself changed before any check.</summary>
    public void Add(StoredLink stored, LinkTransition transition)
    {
        IReadOnlyList<LinkTransition> earlier = _pending.GetValueOrDefault(transition.Link)?.Transitions ?? [];
        _pending[transition.Link] = new PendingLink(transition.Link, stored, [.. earlier, transition]);
    }

    /// <summary>Adds checks and their outcomes.</summary>
    public void Add(IReadOnlyList<CheckedLink> checks, RecordResult result)
    {
        foreach (LinkTransition transition in result.Pending)
        {
            CheckedLink check = checks.First(one => one.After.Id == transition.Link);
            Add(check.Before with { Link = check.After }, transition);
        }
    }

    /// <summary>Publishes everything that was added, and clears it.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        foreach (IGrouping<LinkId, LinkTransition> gone in _left.Where(transition => !_pending.ContainsKey(transition.Link)).GroupBy(transition => transition.Link))
        {
            _pending[gone.Key] = new PendingLink(gone.Key, Stored: null, [.. gone]);
        }

        await _publisher.PublishAsync(_shard, [.. _pending.Values], cancellationToken);
        _left.Clear();
        _pending.Clear();
    }
}
