using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Tests.Links.Hosts;

public sealed class HostPacerTests
{
    private const string Host = "a.example";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Start);
    private HostMemory _memory = new(Host, HostRecord.Nothing);

    [Fact]
    public async Task Requests_to_one_host_start_one_interval_apart()
    {
        HostPacer pacer = Pacer(new PerHostOptions { Concurrency = 10, Interval = TimeSpan.FromMilliseconds(50) });
        Task<HostTurn>[] turns = [.. Enumerable.Range(0, 3).Select(_ => Wait(pacer))];
        Assert.Equal(1, turns.Count(turn => turn.IsCompleted));

        _time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Equal(1, turns.Count(turn => turn.IsCompleted));

        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Granted(turns, 2);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        await Granted(turns, 3);
    }

    [Fact]
    public async Task No_more_requests_than_allowed_are_under_way()
    {
        HostPacer pacer = Pacer(new PerHostOptions { Concurrency = 2, Interval = TimeSpan.Zero });
        HostTurn first = await Wait(pacer);
        await Wait(pacer);
        Task<HostTurn> third = Wait(pacer);
        Assert.False(third.IsCompleted);

        first.Dispose();
        first.Dispose();

        await third.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(Wait(pacer).IsCompleted);
    }

    [Fact]
    public async Task Hosts_do_not_wait_for_each_other()
    {
        HostPacer pacer = Pacer(new PerHostOptions { Concurrency = 1, Interval = TimeSpan.FromMinutes(1) });
        await Wait(pacer);

        Assert.True(pacer.WaitAsync(new HostMemory("b.example", HostRecord.Nothing), CancellationToken.None).IsCompleted);
        Assert.False(Wait(pacer).IsCompleted);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Throttling_host_gets_half_the_rate_until_it_answers(int status)
    {
        HostPacer pacer = Pacer(new PerHostOptions { Interval = TimeSpan.FromSeconds(1), MaxInterval = TimeSpan.FromSeconds(3) });
        await Answer(pacer, status);
        Assert.Equal(TimeSpan.FromSeconds(1), await NextAfter(pacer));
        Assert.Equal(TimeSpan.FromSeconds(2), await NextAfter(pacer));

        await Answer(pacer, status);
        await NextAfter(pacer);
        Assert.Equal(TimeSpan.FromSeconds(3), await NextAfter(pacer));

        for (int i = 0; i < 30; i++)
        {
            await Answer(pacer, 200);
        }

        await NextAfter(pacer);
        Assert.Equal(TimeSpan.FromSeconds(1), await NextAfter(pacer));
    }

    [Theory]
    [InlineData("20")]
    [InlineData("Thu, 01 Jan 2026 00:00:20 GMT")]
    public async Task Retry_After_is_honoured(string retryAfter)
    {
        HostPacer pacer = Pacer(new PerHostOptions());
        await Answer(pacer, 429, retryAfter);

        Assert.Equal(TimeSpan.FromSeconds(20), await NextAfter(pacer));
    }

    [Fact]
    public async Task Retry_After_applies_to_waiting_requests_too()
    {
        HostPacer pacer = Pacer(new PerHostOptions { Interval = TimeSpan.FromSeconds(1) });
        using HostTurn first = await Wait(pacer);
        Task<HostTurn> second = Wait(pacer);

        first.Answered(503, "10");

        Assert.Equal(TimeSpan.FromSeconds(10), await Elapsed(second));
    }

    [Theory]
    [InlineData("600", 10)]
    [InlineData("99999999999999", 60)]
    public async Task Host_with_a_Retry_After_over_the_limit_gets_no_request(string retryAfter, int minutes)
    {
        HostPacer pacer = Pacer(new PerHostOptions());
        await Answer(pacer, 503, retryAfter);

        HostTurn denied = await Wait(pacer);

        Assert.Equal(Start.AddMinutes(minutes), denied.StayAwayUntil);
        _time.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Null((await Wait(pacer)).StayAwayUntil);
    }

    [Fact]
    public async Task Wait_ends_with_the_visit_and_releases_its_slot()
    {
        HostPacer pacer = Pacer(new PerHostOptions { Concurrency = 1 });
        await Answer(pacer, 503, "20");
        using CancellationTokenSource visit = new();
        Task<HostTurn> waiting = pacer.WaitAsync(_memory, visit.Token);

        await visit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(Wait(pacer).IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Stored_pace_and_Retry_After_are_honoured()
    {
        PerHostOptions limits = new() { Interval = TimeSpan.FromSeconds(1), MaxInterval = TimeSpan.FromSeconds(8) };
        HostPacer before = Pacer(limits);
        await Answer(before, 429);
        await Answer(before, 503, "20");
        _time.Advance(TimeSpan.FromSeconds(5));

        // Simulates another process, or a restart, that has only the stored state.
        _memory = new HostMemory(Host, _memory.Snapshot());
        HostPacer after = Pacer(limits);

        Assert.Equal(TimeSpan.FromSeconds(15), await NextAfter(after));
        Assert.Equal(TimeSpan.FromSeconds(4), await NextAfter(after));
    }

    [Fact]
    public async Task New_lease_owner_waits_for_one_interval()
    {
        PerHostOptions limits = new() { Interval = TimeSpan.FromSeconds(1) };
        await Answer(Pacer(limits), 200);

        _memory = new HostMemory(Host, _memory.Snapshot());

        Assert.Equal(TimeSpan.FromSeconds(1), await NextAfter(Pacer(limits)));
    }

    [Fact]
    public async Task Stored_Retry_After_is_capped()
    {
        _memory = new HostMemory(Host, new HostRecord { Pace = new HostPaceRecord { SilentUntil = Start.AddYears(10) } });

        Assert.Equal(Start.AddHours(1), (await Wait(Pacer(new PerHostOptions()))).StayAwayUntil);
    }

    [Theory]
    [InlineData("31", true)]
    [InlineData("30", false)]
    [InlineData(null, false)]
    public async Task Retry_After_longer_than_a_lease_is_stored_at_once(string? retryAfter, bool urgent)
    {
        bool written = false;
        _memory.Urgent = () => written = true;

        await Answer(Pacer(new PerHostOptions()), 429, retryAfter);

        Assert.Equal(urgent, written);
    }

    [Fact]
    public async Task No_request_starts_after_the_lease_expires()
    {
        HostLease lease = new(_time);
        _memory = new HostMemory(Host, HostRecord.Nothing, lease);
        HostPacer pacer = Pacer(new PerHostOptions { Interval = TimeSpan.FromSeconds(3) });
        await Assert.ThrowsAsync<HostBusyException>(() => Wait(pacer));
        await lease.ExtendAsync(TimeSpan.FromSeconds(4), () => Task.FromResult(true));

        (await Wait(pacer)).Dispose();
        Task<HostTurn> inTime = Wait(pacer);
        await Elapsed(inTime);
        Task<HostTurn> tooLate = Wait(pacer);
        await Elapsed(tooLate);

        Assert.Null((await inTime).StayAwayUntil);
        Assert.Equal(Host, (await Assert.ThrowsAsync<HostBusyException>(() => tooLate)).Host);
    }

    [Fact]
    public async Task Lease_counts_from_before_its_request_and_ends_when_refused()
    {
        HostLease lease = new(_time);
        await lease.ExtendAsync(TimeSpan.FromSeconds(40), () =>
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            return Task.FromResult(true);
        });
        Assert.True(lease.Holds);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.False(lease.Holds);

        await lease.ExtendAsync(TimeSpan.FromSeconds(40), () => Task.FromResult(true));
        Assert.True(lease.Holds);
        await lease.ExtendAsync(TimeSpan.FromSeconds(40), () => Task.FromResult(false));
        Assert.False(lease.Holds);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("soon", null)]
    [InlineData("0", 0)]
    [InlineData(" 120 ", 120)]
    [InlineData("Wed, 31 Dec 2025 23:59:00 GMT", 0)]
    [InlineData("Thu, 01 Jan 2026 00:01:00 GMT", 60)]
    public void Retry_After_is_seconds_or_a_date(string? value, int? seconds) =>
        Assert.Equal(seconds is { } s ? TimeSpan.FromSeconds(s) : null, RetryAfter.Parse(value, Start));

    private HostPacer Pacer(PerHostOptions perHost) => new(Options.Create(new HostOptions { PerHost = perHost }), _time);

    private Task<HostTurn> Wait(HostPacer pacer) => pacer.WaitAsync(_memory, CancellationToken.None);

    private async Task Answer(HostPacer pacer, int status, string? retryAfter = null)
    {
        Task<HostTurn> waiting = Wait(pacer);
        await Elapsed(waiting);
        using HostTurn turn = await waiting;
        turn.Answered(status, retryAfter);
    }

    private async Task<TimeSpan> NextAfter(HostPacer pacer)
    {
        Task<HostTurn> waiting = Wait(pacer);
        TimeSpan elapsed = await Elapsed(waiting);
        (await waiting).Dispose();
        return elapsed;
    }

    /// <summary>Advances the clock until the request may start, and returns the time passed.</summary>
    private async Task<TimeSpan> Elapsed(Task<HostTurn> waiting)
    {
        DateTimeOffset start = _time.GetUtcNow();
        for (int step = 0; step < 10_000 && !waiting.IsCompleted; step++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        Assert.True(waiting.IsCompleted);
        return _time.GetUtcNow() - start;
    }

    private static async Task Granted(Task<HostTurn>[] turns, int count)
    {
        for (int i = 0; i < 10_000 && turns.Count(turn => turn.IsCompleted) < count; i++)
        {
            await Task.Yield();
        }

        Assert.Equal(count, turns.Count(turn => turn.IsCompleted));
    }
}
