using Azure.Core;
using Azure.Data.Tables;
using LocalFunctionsHost.Blobs;
using LocalFunctionsHost.Timers;
using Microsoft.Extensions.Time.Testing;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>
/// Tests writes of the host that took effect although their answers were lost. The host must recognize the row as its
/// own.
/// </summary>
public sealed class LostAnswerTests(AzuriteFixture azurite)
{
    private const int Tries = 2;
    private readonly LostAnswersPolicy _policy = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 11, 10, 30, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(Tries)]
    public async Task Claim_of_a_blob_survives_lost_answers(int lost)
    {
        TableClient table = Table();
        var receipts = new BlobReceipts(table, "Echo", "dumps", "we", _time);
        await receipts.LoadAsync(Token);

        _policy.LoseNext(1);
        Assert.Equal(1, (await receipts.TryClaimAsync("a.txt", "1"))?.Attempts);
        _policy.LoseNext(lost);
        await LoseAsync(lost, () => receipts.RenewAsync("a.txt"));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.True(await receipts.RenewAsync("a.txt"));
        _policy.LoseNext(1);
        await receipts.EndAsync("a.txt", receipt => receipt with { IsDone = true });

        var others = new BlobReceipts(table, "Echo", "dumps", "they", _time);
        await others.LoadAsync(Token);
        Assert.False(others.IsDue("a.txt", "1"));
        Assert.True(others.IsDue("a.txt", "2"));
    }

    [Fact]
    public async Task Claim_is_lost_to_another_process_after_it_expires()
    {
        TableClient table = Table();
        var receipts = new BlobReceipts(table, "Echo", "dumps", "we", _time);
        var others = new BlobReceipts(table, "Echo", "dumps", "they", _time);
        await receipts.LoadAsync(Token);
        await receipts.TryClaimAsync("a.txt", "1");
        _time.Advance(TimeSpan.FromMinutes(1));
        await others.LoadAsync(Token);
        Assert.Equal(2, (await others.TryClaimAsync("a.txt", "1"))?.Attempts);

        Assert.False(await receipts.RenewAsync("a.txt"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(Tries)]
    public async Task Lease_of_a_timer_survives_lost_answers(int lost)
    {
        TableClient table = Table();
        await table.CreateIfNotExistsAsync(Token);
        var claim = new TimerStatus { Schedule = "0 0 * * * *", Owner = "we", LeaseUntil = _time.GetUtcNow().AddMinutes(1) };

        _policy.LoseNext(1);
        TimerStatus? claimed = await claim.TryWriteAsync(table, "Tick", "we");
        Assert.NotNull(claimed);
        _policy.LoseNext(lost);
        await LoseAsync(lost, () => (claimed with { LeaseUntil = claimed.LeaseUntil.AddSeconds(20) }).TryWriteAsync(table, "Tick", "we"));
        TimerStatus? renewed = await (claimed with { LeaseUntil = claimed.LeaseUntil.AddSeconds(40) }).TryWriteAsync(table, "Tick", "we");

        Assert.Equal(claimed.LeaseUntil.AddSeconds(40), renewed?.LeaseUntil);
        Assert.Equal(renewed, await TimerStatus.ReadAsync(table, "Tick", Token));
        Assert.Null(await (claim with { Owner = "they" }).TryWriteAsync(table, "Tick", "they"));
    }

    /// <summary>Runs a write and loses some of its answers. If all answers are lost, the write fails.</summary>
    private static Task LoseAsync(int lost, Func<Task> write) => lost < Tries ? write() : Assert.ThrowsAnyAsync<Exception>(write);

    private TableClient Table()
    {
        TableClientOptions options = new() { Retry = { Mode = RetryMode.Fixed, Delay = TimeSpan.FromMilliseconds(1), MaxRetries = Tries - 1 } };
        options.AddPolicy(_policy, HttpPipelinePosition.PerRetry);
        return new TableClient(azurite.NewAccount(), "Claims", options);
    }
}
