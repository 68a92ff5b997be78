using Azure.Core;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Storage.Hosts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.IntegrationTests.Storage;

public sealed class HostStoreTests(AzuriteFixture azurite)
{
    private const string Host = "media.example:8080";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly HostRecord Learned = new()
    {
        Pace = new HostPaceRecord
        {
            Interval = TimeSpan.FromMilliseconds(400),
            SilentUntil = new DateTimeOffset(2026, 2, 3, 4, 5, 6, TimeSpan.Zero),
        },
        Health = new HostHealthRecord
        {
            LastAnswer = new DateTimeOffset(2026, 2, 3, 4, 5, 6, 7, TimeSpan.Zero),
            Trouble = HostTrouble.Change,
            Recent = [new HostMinute(new DateTimeOffset(2026, 2, 3, 4, 5, 0, TimeSpan.Zero), 1, 2, 3)],
            Pending = [new HostEvent("asite", EventWhat.HostBack, new DateTimeOffset(2026, 2, 3, 4, 0, 0, TimeSpan.Zero), "It is back.")],
        },
        Lessons = new HostLessonsRecord { Requests = new RequestLesson { MendedSince = new DateTimeOffset(2026, 2, 3, 4, 0, 0, TimeSpan.Zero) } },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Host_has_one_owner_and_the_next_one_gets_its_lessons()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredHost first = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;
        Assert.Equal(HostRecord.Nothing, first.Record);
        Assert.Null(await archive.Hosts.AcquireAsync(Host, Long, Token));

        first = (await archive.Hosts.RenewAsync(first, Learned, Token))!;
        Assert.Null(await archive.Hosts.AcquireAsync(Host, Long, Token));
        await archive.Hosts.ReleaseAsync(first, Learned, Token);

        StoredHost second = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;
        Assert.Equal(Learned.Pace, second.Record.Pace);
        Assert.Equivalent(Learned.Health, second.Record.Health);
        Assert.Equal(Learned.Lessons.Requests, second.Record.Lessons.Requests);
        Assert.NotEqual(first.Owner, second.Owner);
        Assert.Equal(["media.example:8080 host"], await TestArchive.KeysAsync(archive.Clients.Hosts));
    }

    [Theory]
    [InlineData(409, true)]
    [InlineData(412, false)]
    public async Task Conflict_on_an_unchanged_row_does_not_make_the_host_busy(int status, bool isNew)
    {
        ConflictPolicy conflicts = new(status);
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount(), options => options.AddPolicy(conflicts, HttpPipelinePosition.PerCall));
        if (!isNew)
        {
            await archive.Hosts.ReleaseAsync((await archive.Hosts.AcquireAsync(Host, Long, Token))!, Learned, Token);
        }

        conflicts.FailNext(2);

        Assert.NotNull(await archive.Hosts.AcquireAsync(Host, Long, Token));
        Assert.Null(await archive.Hosts.AcquireAsync(Host, Long, Token));
    }

    [Fact]
    public async Task Expired_lease_lets_its_former_owner_write_nothing()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredHost late = (await archive.Hosts.AcquireAsync(Host, Short, Token))!;

        StoredHost acquired = await Eventually.GetAsync("the host is free", () => archive.Hosts.AcquireAsync(Host, Long, Token));

        Assert.Null(await archive.Hosts.RenewAsync(late, Learned, Token));
        await archive.Hosts.ReleaseAsync(late, Learned, Token);
        StoredHost renewed = (await archive.Hosts.RenewAsync(acquired, HostRecord.Nothing, Token))!;
        Assert.Equal(HostRecord.Nothing, renewed.Record);
    }

    [Fact]
    public async Task Override_reaches_the_owner_with_its_next_write_and_outlives_it()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var order = new HostOverride(HostOverrideKind.Pause, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, "ann") { Reason = "They asked." };
        StoredHost acquired = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;

        StoredHost ordered = await archive.Hosts.OverrideAsync(Host, order, Token);
        Assert.Equal((acquired.Owner, order), (ordered.Owner, ordered.Override));
        Assert.Null(await archive.Hosts.AcquireAsync(Host, Long, Token));

        acquired = (await archive.Hosts.RenewAsync(acquired, Learned, Token))!;
        Assert.Equal(order, acquired.Override);
        await archive.Hosts.ReleaseAsync(acquired, Learned, Token);
        StoredHost next = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;
        Assert.Equal((order, Learned.Pace), (next.Override, next.Record.Pace));

        Assert.Null((await archive.Hosts.OverrideAsync(Host, set: null, Token)).Override);
        Assert.Null((await archive.Hosts.RenewAsync(next, Learned, Token))!.Override);
    }

    [Fact]
    public async Task Host_without_requests_can_get_an_override()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        var order = new HostOverride(HostOverrideKind.Ignore, DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue, "ann");

        await archive.Hosts.OverrideAsync(Host, order, Token);

        Assert.Equal(order, Assert.Single((await archive.Hosts.ListAsync(10, null, Token)).Items).Override);
        Assert.Equal(order, (await archive.Hosts.AcquireAsync(Host, Long, Token))!.Override);
    }

    [Fact]
    public async Task One_of_many_concurrent_callers_acquires_a_host()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());

        StoredHost?[] acquired = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => archive.Hosts.AcquireAsync(Host, Long, Token)));

        Assert.Single(acquired, host => host is not null);
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_recognised_as_our_own()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredHost acquired = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;
        await archive.Hosts.RenewAsync(acquired, Learned, Token);

        // The same call again, with the ETag from before the write.
        StoredHost? again = await archive.Hosts.RenewAsync(acquired, Learned, Token);

        Assert.NotNull(again);
        Assert.NotNull(await archive.Hosts.RenewAsync(again, Learned, Token));
    }

    [Fact]
    public async Task Acquiring_costs_two_operations_renewing_and_releasing_one_each()
    {
        TestArchive archive = await TestArchive.CreateAsync(azurite.NewAccount());
        StoredHost acquired = (await archive.Hosts.AcquireAsync(Host, Long, Token))!;
        Assert.Equal(2, archive.Counter.Tables);
        acquired = (await archive.Hosts.RenewAsync(acquired, Learned, Token))!;
        await archive.Hosts.ReleaseAsync(acquired, Learned, Token);
        Assert.Equal(4, archive.Counter.Tables);
    }

    [Theory]
    [InlineData("xn--mgbh0fb.example", "xn--mgbh0fb.example")]
    [InlineData("2001:db8::1:8080", "2001:db8::1:8080")]
    [InlineData("a_b-c.example", "a_b-c.example")]
    [InlineData("a%b/c#d", "a~0025b~002fc~0023d")]
    public void Key_of_a_host_has_only_legal_characters(string host, string key) => Assert.Equal(key, TableKeys.HostPartition(host));
}
