using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Tests.Archive.Summaries;

public sealed class LifeCounterTests
{
    private static readonly DateTimeOffset Born = new(2016, 3, 7, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Similar_links_share_a_cell()
    {
        var counter = new LifeCounter();
        counter.Add(LinkKind.Image, "a.example", Dead(months: 5));
        counter.Add(LinkKind.Image, "a.example", Dead(months: 5));
        counter.Add(LinkKind.Image, "b.example", Dead(months: 5));
        counter.Add(LinkKind.Page, "a.example", Dead(months: 5) with { DiedWithHost = true });
        counter.Add(LinkKind.Other, host: null, Dead(months: 5) with { Birth = null });

        LifeTable table = counter.ToTable();

        Assert.Equal(["", "a.example", "b.example"], table.Hosts);
        AgeInterval age = Dead(months: 5).Age!.Value;
        Assert.Equal(
            [
                new LifeCell(LinkKind.Other, 0, Born: null, default, WithHost: false, 1),
                new LifeCell(LinkKind.Image, 1, 2016, age, WithHost: false, 2),
                new LifeCell(LinkKind.Page, 1, 2016, age, WithHost: true, 1),
                new LifeCell(LinkKind.Image, 2, 2016, age, WithHost: false, 1),
            ],
            table.Cells);
        Assert.Equal(0, table.Unlisted);
    }

    [Fact]
    public void Hosts_with_the_fewest_links_are_counted_together_over_the_limit()
    {
        var counter = new LifeCounter(maxCells: 10);
        for (int link = 0; link < 20; link++)
        {
            counter.Add(LinkKind.Image, "large.example", Dead(months: 5));
        }

        for (int host = 0; host < 50; host++)
        {
            counter.Add(LinkKind.Image, $"small{host}.example", Dead(months: 5));
        }

        LifeTable table = counter.ToTable();

        Assert.InRange(table.Cells.Count, 2, 10);
        Assert.Equal(70, table.Cells.Sum(cell => cell.Count));
        Assert.Equal(20, table.Cells.Single(cell => table.Hosts[cell.Host] == "large.example").Count);
        Assert.Equal(0, table.Unlisted);
    }

    [Fact]
    public void Links_beyond_the_limit_are_counted()
    {
        var counter = new LifeCounter(maxCells: 3);
        for (int months = 1; months <= 10; months++)
        {
            counter.Add(LinkKind.Image, $"host{months}.example", Dead(months));
        }

        LifeTable table = counter.ToTable();

        Assert.Equal((3, 7), (table.Cells.Count, table.Unlisted));
    }

    [Fact]
    public void Counts_of_sites_add_up()
    {
        var one = new LifeCounter();
        var other = new LifeCounter();
        one.Add(LinkKind.Image, "a.example", Dead(months: 5));
        other.Add(LinkKind.Image, "a.example", Dead(months: 5));
        other.Add(LinkKind.Image, "b.example", Dead(months: 9));

        one.Add(other);

        Assert.Equal([2, 1], one.ToTable().Cells.Select(cell => cell.Count));
    }

    private static LinkLife Dead(int months) => new()
    {
        Birth = new LinkBirth(Born, BirthSource.Path),
        AliveFrom = null,
        LastAlive = Born.AddDays(30 * months),
        DeadBy = Born.AddDays(30 * (months + 1)),
        DiedWithHost = false,
    };
}
