using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Tests.Storage.Rows;

public sealed class TableKeysTests
{
    private static readonly ArticleId Id = ArticleId.Parse("1797706");
    private static readonly DateTimeOffset Dateline = new(2016, 3, 11, 16, 23, 23, new TimeSpan(3, 30, 0));

    [Fact]
    public void Keys_have_the_documented_layout()
    {
        LinkId link = LinkId.Parse("i2016-03-0123456789abcdef");
        LinkShard shard = new("alalam", LinkKind.Image, "2016-03");
        Assert.Equal("alalam|179", TableKeys.ArticlePartition("alalam", Id));
        Assert.Equal("1797706", TableKeys.ArticleHead(Id));
        Assert.Equal("1797706|0123456789abcdef", TableKeys.ArticleVersion(Id, "0123456789abcdef"));
        Assert.Equal("1797706|0123456789abcdef|fedcba9876543210", TableKeys.ArticleProvenance(Id, "0123456789abcdef", "fedcba9876543210"));
        Assert.Equal("2519445999969999999|1797706", TableKeys.ArticleListRow(Dateline, Id));
        Assert.Equal("9999999999999999999|1797706", TableKeys.ArticleListRow(null, Id));
        Assert.Equal("alalam|image|2016-03", TableKeys.LinkPartition(shard));
        Assert.Equal("L|i2016-03-0123456789abcdef", TableKeys.LinkRow(link));
        Assert.Equal("R|i2016-03-0123456789abcdef|1797706", TableKeys.LinkReference(link, Id));
        Assert.Equal("C|i2016-03-0123456789abcdef|2147483644", TableKeys.LinkCheckPage(link, 3));
        Assert.Equal(3, TableKeys.PageOf(TableKeys.LinkCheckPage(link, 3)));
        Assert.Equal("image|2016-03", TableKeys.ShardRow(shard));
        Assert.Equal("image|2016-03|mark", TableKeys.ShardMarkRow(shard));
        Assert.True(DumpId.TryParse("20160311125323-0123456789abcdef", out DumpId dump));
        Assert.Equal("2519445999969999999|0123456789abcdef", TableKeys.DumpRow(dump));
    }

    [Fact]
    public void Inverted_ticks_have_nineteen_digits_and_sort_the_newest_first()
    {
        DateTimeOffset[] times = [DateTimeOffset.MinValue, new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), Dateline, Dateline.AddTicks(1), DateTimeOffset.MaxValue];

        string[] keys = [.. times.Select(TableKeys.InvertedTicks)];

        Assert.All(keys, key => Assert.Equal(19, key.Length));
        Assert.Equal(keys.Reverse(), keys.Order(StringComparer.Ordinal));
        Assert.Equal(times, keys.Select(TableKeys.FromInvertedTicks));
        Assert.All(keys, key => Assert.True(string.CompareOrdinal(key, TableKeys.Undated) < 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Alalam")]
    [InlineData("-alalam")]
    [InlineData("al_alam")]
    [InlineData("al|alam")]
    [InlineData("al/alam")]
    [InlineData("a123456789012345678901234567890123")]
    public void Invalid_site_is_rejected_with_the_rule(string site) =>
        Assert.Contains("[a-z0-9][a-z0-9-]{0,31}", Assert.Throws<ArgumentException>(() => TableKeys.ArticleListPartition(site)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde")]
    [InlineData("0123456789abcde|")]
    public void Invalid_hash_is_rejected_with_the_rule(string hash) =>
        Assert.Contains("16 lower-case hexadecimal digits", Assert.Throws<ArgumentException>(() => TableKeys.ArticleVersion(Id, hash)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(LinkKind.Image, "2016-13")]
    [InlineData(LinkKind.Image, "1989-01")]
    [InlineData(LinkKind.Image, "179")]
    [InlineData(LinkKind.Page, "2016-03")]
    [InlineData(LinkKind.Page, "")]
    [InlineData(LinkKind.Page, "1|9")]
    [InlineData(LinkKind.Video, "xAB")]
    public void Invalid_bucket_is_rejected_with_the_rule(LinkKind kind, string bucket) =>
        Assert.Contains("not a bucket", Assert.Throws<ArgumentException>(() => TableKeys.ShardRow(new("alalam", kind, bucket))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(LinkKind.Image, "2016-03")]
    [InlineData(LinkKind.Other, "x0f")]
    [InlineData(LinkKind.Page, "179")]
    [InlineData(LinkKind.Page, "999999")]
    [InlineData(LinkKind.Page, "201603")]
    [InlineData(LinkKind.Page, "xff")]
    public void Shard_rows_round_trip(LinkKind kind, string bucket)
    {
        LinkShard shard = new("alalam", kind, bucket);
        Assert.Equal((shard, false), TableKeys.ParseShardRow("alalam", TableKeys.ShardRow(shard)));
        Assert.Equal((shard, true), TableKeys.ParseShardRow("alalam", TableKeys.ShardMarkRow(shard)));
    }

    [Fact]
    public void Default_ids_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => TableKeys.ArticleHead(default));
        Assert.Throws<ArgumentException>(() => TableKeys.LinkRow(default));
    }

    [Fact]
    public void Every_character_of_an_id_sorts_before_the_separator()
    {
        const string Legal = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
        Assert.All(Legal, c => Assert.True(c is > '!' and < '|' && ArticleId.TryParse(c.ToString(), out _)));
    }

    [Fact]
    public void Time_range_includes_its_start_and_excludes_its_end()
    {
        KeyRange range = TableKeys.Published(Dateline, Dateline.AddHours(1));
        Assert.True(range.Contains(TableKeys.ArticleListRow(Dateline, Id)));
        Assert.True(range.Contains(TableKeys.ArticleListRow(Dateline.AddHours(1).AddTicks(-1), Id)));
        Assert.False(range.Contains(TableKeys.ArticleListRow(Dateline.AddHours(1), Id)));
        Assert.False(range.Contains(TableKeys.ArticleListRow(Dateline.AddTicks(-1), Id)));
        Assert.False(TableKeys.Published(null, Dateline).Contains(TableKeys.ArticleListRow(null, Id)));
        Assert.False(TableKeys.Published(Dateline, null).Contains(TableKeys.ArticleListRow(null, Id)));
        Assert.True(TableKeys.Published(null, null).Contains(TableKeys.ArticleListRow(null, Id)));
    }
}
