using NewsFunctions.Archive.Summaries;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Tests.Archive.Summaries;

public sealed class HostCounterTests
{
    [Fact]
    public void Host_with_many_links_is_kept_beside_a_dump_with_countless_hosts()
    {
        var counter = new HostCounter(maxHosts: 10);
        AddHosts(counter, 0, 8);
        for (int link = 0; link < 3; link++)
        {
            counter.Add("media.example", LinkState.Alive, hasCopy: false);
        }

        counter.Add("dying.example", LinkState.Dead, hasCopy: false);
        AddHosts(counter, 8, 1000);

        Assert.Equal(["dying.example", "media.example"], counter.Worst(2).Select(host => host.Host));
        Assert.Equal((3, 1), (counter.Worst(2)[1].Total, counter.Worst(2)[0].Dead));
        Assert.Equal(1002, counter.Hosts);
    }

    [Fact]
    public void Dropped_hosts_of_another_counter_are_still_counted()
    {
        var counter = new HostCounter(maxHosts: 10);
        AddHosts(counter, 0, 15);
        var whole = new HostCounter();
        whole.Add(counter);

        Assert.Equal(15, whole.Hosts);
        Assert.InRange(whole.Worst(100).Count, 1, 10);
    }

    private static void AddHosts(HostCounter counter, int from, int to)
    {
        for (int number = from; number < to; number++)
        {
            counter.Add($"h{number:0000}.invalid", LinkState.Unknown, hasCopy: false);
        }
    }
}
