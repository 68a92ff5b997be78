using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Archive.Queries;

/// <summary>Adds up the counts in LinkShards.</summary>
internal sealed class LinkStatistics
{
    private readonly Counter<LinkState> _byState = new(Enum.GetValues<LinkState>(), state => state.ToString());
    private readonly Counter<Verdict> _byVerdict = new(Enum.GetValues<Verdict>(), verdict => verdict.ToString());
    private readonly Counter<LinkKind> _byKind = new(Enum.GetValues<LinkKind>(), LinkKinds.Name);
    private long _links;
    private long _shards;
    private long _notYetCounted;

    /// <summary>Gets the time of the oldest count, since the total is no newer than that.</summary>
    public DateTimeOffset? AsOf { get; private set; }

    public LinkStats Links => new(_links, _byState.ByName, _byVerdict.ByName, _byKind.ByName);

    public ShardStats Shards => new(_shards, _notYetCounted);

    public void Add(ShardStatus shard)
    {
        _shards++;
        _notYetCounted += shard.Mark != shard.MarkSeen ? 1 : 0;
        _links += shard.Counts.Total;
        _byKind.Add(shard.Shard.Kind, shard.Counts.Total);
        foreach ((LinkState state, long count) in shard.Counts.ByState)
        {
            _byState.Add(state, count);
        }

        foreach ((Verdict verdict, long count) in shard.Counts.ByVerdict)
        {
            _byVerdict.Add(verdict, count);
        }

        if (shard.CountedAt is { } countedAt && !(AsOf <= countedAt))
        {
            AsOf = countedAt;
        }
    }
}
