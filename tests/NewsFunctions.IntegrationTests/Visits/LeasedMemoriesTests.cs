using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.IntegrationTests.Visits;

/// <summary>
/// Tests leases of hosts with two archives over one storage, which act as two instances. Leases expire by the storage's
/// clock, which tests cannot advance.
/// </summary>
public sealed class LeasedMemoriesTests(AzuriteFixture azurite)
{
    private const string Host = "media.example";
    private static readonly KeyValuePair<string, string?>[] ShortLease =
        [new("LinkChecks:PerHost:Lease", "00:00:03"), new("LinkChecks:PerHost:LeaseRenewal", "00:00:01"), new("LinkChecks:Timeout", "00:00:01")];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visits_of_an_instance_share_a_host_until_the_last_ends()
    {
        await using Archive one = await Archive.CreateAsync(azurite);
        await using Archive other = await Archive.CreateAsync(azurite, beside: one);
        IHostMemories ours = one.Get<IHostMemories>();

        HostMemory[] opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ours.OpenAsync(Host, Token).AsTask()));

        Assert.All(opened, memory => Assert.Same(opened[0], memory));
        Assert.Equal(2, one.Get<OperationCounter>().Tables);
        foreach (HostMemory memory in opened)
        {
            Assert.Equal(Host, (await Assert.ThrowsAsync<HostBusyException>(() => other.Get<IHostMemories>().OpenAsync(Host, Token).AsTask())).Host);
            await ours.CloseAsync(memory);
        }

        await other.Get<IHostMemories>().OpenAsync(Host, Token);
        Assert.Equal(3, one.Get<OperationCounter>().Tables);
        await Assert.ThrowsAsync<HostBusyException>(() => ours.OpenAsync(Host, Token).AsTask());
    }

    [Fact]
    public async Task Released_host_can_be_acquired_again_at_once()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        IHostMemories memories = archive.Get<IHostMemories>();

        for (int i = 0; i < 5; i++)
        {
            HostMemory memory = await memories.OpenAsync(Host, Token);
            ValueTask closing = memories.CloseAsync(memory);
            HostMemory again = await memories.OpenAsync(Host, Token);
            await closing;
            Assert.True(again.Leave.Holds);
            await memories.CloseAsync(again);
        }
    }

    [Fact]
    public async Task Lease_is_renewed_every_thirty_seconds_with_new_lessons()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);
        HostMemory memory = await archive.Get<IHostMemories>().OpenAsync(Host, Token);
        await Answer(archive, memory, 429, "20");

        for (int renewal = 0; renewal < 3; renewal++)
        {
            string before = (await RowAsync(archive)).ETag.ToString();
            archive.Time.Advance(TimeSpan.FromSeconds(30));
            await Eventually.HoldsAsync("the row is renewed", async () => (await RowAsync(archive)).ETag.ToString() != before);
            Assert.True(memory.Leave.Holds);
        }

        Assert.Equal(TimeSpan.FromMilliseconds(50), TimeSpan.FromTicks((await RowAsync(archive)).GetInt64("IntervalTicks")!.Value));
    }

    [Fact]
    public async Task Long_pause_is_saved_at_once_and_outlives_the_process()
    {
        await using Archive killed = await Archive.CreateAsync(azurite, settings: ShortLease);
        await using Archive next = await Archive.CreateAsync(azurite, beside: killed);
        DateTimeOffset until = killed.Time.GetUtcNow() + TimeSpan.FromMinutes(20);
        await Answer(killed, await killed.Get<IHostMemories>().OpenAsync(Host, Token), 503, "1200");
        await Eventually.HoldsAsync("the pause is written", async () => (await RowAsync(killed)).GetDateTimeOffset("SilentUntil") == until);

        HostMemory memory = await OpenAsync(next);

        HostPacer pacer = next.Get<HostPacer>();
        Assert.Equal(until, (await pacer.WaitAsync(memory, Token)).StayAwayUntil);
    }

    [Fact]
    public async Task Instance_with_an_expired_lease_neither_requests_nor_writes()
    {
        await using Archive late = await Archive.CreateAsync(azurite, settings: ShortLease);
        await using Archive next = await Archive.CreateAsync(azurite, beside: late);
        HostMemory memory = await late.Get<IHostMemories>().OpenAsync(Host, Token);

        // The late instance never renews its lease, because its clock stands still.
        HostMemory acquired = await OpenAsync(next);
        late.Time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync("the loss is noticed", () => !memory.Leave.Holds);

        await Assert.ThrowsAsync<HostBusyException>(() => late.Get<HostPacer>().WaitAsync(memory, Token));
        await Assert.ThrowsAsync<HostBusyException>(() => late.Get<IHostMemories>().OpenAsync(Host, Token).AsTask());
        await late.Get<IHostMemories>().CloseAsync(memory);
        Assert.True(acquired.Leave.Holds);
        await next.Get<IHostMemories>().CloseAsync(acquired);
        await late.Get<IHostMemories>().OpenAsync(Host, Token);
    }

    private static Task<HostMemory> OpenAsync(Archive archive) => Eventually.GetAsync("the lease has run out", async () =>
    {
        try
        {
            return await archive.Get<IHostMemories>().OpenAsync(Host, Token);
        }
        catch (HostBusyException)
        {
            return null;
        }
    });

    private static async Task Answer(Archive archive, HostMemory memory, int status, string retryAfter)
    {
        using HostTurn turn = await archive.Get<HostPacer>().WaitAsync(memory, Token);
        turn.Answered(status, retryAfter);
    }

    private static async Task<Azure.Data.Tables.TableEntity> RowAsync(Archive archive) =>
        Assert.Single(await TestArchive.RowsAsync(archive.Get<ArchiveClients>().Hosts));
}
