using NewsFunctions.Archive.Visits;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Tests.Links.Hosts;

public sealed class HostLeaseTests
{
    private static readonly PerHostOptions Defaults = new();

    [Fact]
    public void Lease_of_a_killed_instance_is_acquired_within_ninety_seconds()
    {
        // Worst case: the instance is killed just after a renewal, and the next attempt comes just before the lease expires.
        // The storage rounds its date down to a second, and the queue is polled every five seconds (host.json).
        TimeSpan worst = Defaults.Lease + TimeSpan.FromSeconds(1) + Defaults.BusyDelay + TimeSpan.FromSeconds(5);

        Assert.True(worst < TimeSpan.FromSeconds(90), $"{worst}");
    }

    [Theory]
    [InlineData(60, 20, 40)]
    [InlineData(60, 5, 55)]
    [InlineData(6, 2, 4)]
    public void No_request_can_outlast_the_lease(int lease, int timeout, int usable)
    {
        var options = new PerHostOptions { Lease = TimeSpan.FromSeconds(lease) };
        var fetchOptions = new FetchOptions { Timeout = TimeSpan.FromSeconds(timeout) };

        Assert.Equal(TimeSpan.FromSeconds(usable), LeasedHost.UsableTime(options, fetchOptions));
    }

    [Fact]
    public void Renewal_comes_before_the_lease_stops_allowing_requests() => Assert.True(Defaults.LeaseRenewal < LeasedHost.UsableTime(Defaults, new FetchOptions()));
}
