using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Tests.Storage.Articles;

public sealed class DeadLinkColumnsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("i2016-03-0123456789abcdef")]
    [InlineData("vx3f-0123456789abcdef")]
    [InlineData("p1797706")]
    [InlineData("pa_b.c-d__e_u_d_p")]
    public void Link_is_read_back_from_its_column_name(string id)
    {
        TableEntity row = RowOf((id, true, Noon));

        Assert.Equal([id], DeadLinkColumns.Get(row).Select(link => link.Value));
        Assert.All(row.Keys, name => Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Later_time_counts_in_any_order(bool lateFirst)
    {
        (string, bool, DateTimeOffset)[] deaths = [("p17", true, Noon), ("p17", false, Noon.AddDays(1)), ("p18", true, Noon.AddDays(2)), ("p18", false, Noon)];

        Assert.Equal(["p18"], DeadLinkColumns.Get(RowOf(lateFirst ? [.. deaths.Reverse()] : deaths)).Select(link => link.Value));
    }

    [Fact]
    public void Link_beyond_the_row_flags_its_death_and_not_its_return()
    {
        TableEntity row = new("example", "row");
        var late = new LinkReference(LinkId.Parse("p17"), ArticleId.Parse("1")) { Place = DeadLinkColumns.MaxLinks };

        DeadLinkColumns.Set(row, new LinkChange(late, IsDead: false, Noon));
        Assert.False(DeadLinkColumns.HasMore(row));
        DeadLinkColumns.Set(row, new LinkChange(late, IsDead: true, Noon));

        Assert.True(DeadLinkColumns.HasMore(row));
        Assert.Empty(DeadLinkColumns.Get(row));
    }

    [Fact]
    public void Article_columns_are_not_link_columns() =>
        Assert.Empty(DeadLinkColumns.Get(new TableEntity("example", "row") { ["DamageScore"] = 0.5, ["DumpName"] = "D_i2016", ["DiagnosticCount"] = 1 }));

    private static TableEntity RowOf(params (string Id, bool IsDead, DateTimeOffset Since)[] deaths)
    {
        TableEntity row = new("example", "row");
        foreach ((string id, bool isDead, DateTimeOffset since) in deaths)
        {
            DeadLinkColumns.Set(row, new LinkChange(new LinkReference(LinkId.Parse(id), ArticleId.Parse("1")), isDead, since));
        }

        return row;
    }
}
