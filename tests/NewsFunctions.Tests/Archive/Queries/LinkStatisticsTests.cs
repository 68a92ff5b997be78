using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Tests.Archive.Queries;

public sealed class LinkStatisticsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Shard_counts_add_up_by_state_verdict_and_kind()
    {
        var sums = new LinkStatistics();
        sums.Add(Shard(LinkKind.Image, 3, Noon, mark: "a", seen: "a"));
        sums.Add(Shard(LinkKind.Page, 2, Noon.AddHours(-1), mark: "b", seen: "a"));
        sums.Add(Shard(LinkKind.Page, 0, countedAt: null, mark: "c", seen: null));

        Assert.Equal(5, sums.Links.Total);
        Assert.Equal((5, 0), (sums.Links.ByState["Dead"], sums.Links.ByState["Alive"]));
        Assert.Equal((5, 0), (sums.Links.ByVerdict["Gone"], sums.Links.ByVerdict["SoftNotFound"]));
        Assert.Equal((3, 2, 0), (sums.Links.ByKind["image"], sums.Links.ByKind["page"], sums.Links.ByKind["video"]));
        Assert.Equal((3, 2), (sums.Shards.Total, sums.Shards.NotYetCounted));
        Assert.Equal(Noon.AddHours(-1), sums.AsOf);
    }

    [Fact]
    public void Without_shards_every_count_is_zero()
    {
        var sums = new LinkStatistics();

        Assert.Null(sums.AsOf);
        Assert.Equal(["Unknown", "Alive", "Suspect", "Dead", "Blocked", "Ignored"], sums.Links.ByState.Keys);
        Assert.All(sums.Links.ByVerdict.Values, count => Assert.Equal(0, count));
    }

    private static ShardStatus Shard(LinkKind kind, long dead, DateTimeOffset? countedAt, string mark, string? seen) => new()
    {
        Shard = new LinkShard("alalam", kind, "2016-03"),
        Run = 1,
        LeaseUntil = null,
        EarliestDue = null,
        Mark = mark,
        MarkSeen = seen,
        Recheck = null,
        Counts = new ShardCounts(dead, new Dictionary<LinkState, long> { [LinkState.Dead] = dead }, new Dictionary<Verdict, long> { [Verdict.Gone] = dead }),
        CountedAt = countedAt,
        ETag = null,
    };
}
