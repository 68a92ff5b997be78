using LocalFunctionsHost.Blobs;

namespace NewsFunctions.Tests.LocalFunctionsHost.Blobs;

public sealed class BlobSlotsTests
{
    private const long Huge = 1L << 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Small_blobs_pass_beside_three_huge_ones()
    {
        BlobSlots slots = new(maxCount: 64);
        for (int i = 0; i < 3; i++)
        {
            await slots.EnterAsync(Huge, Token);
        }

        for (int i = 0; i < 61; i++)
        {
            Assert.True(slots.EnterAsync(4_000, Token).IsCompletedSuccessfully);
        }

        Assert.False(slots.EnterAsync(4_000, Token).IsCompleted);
    }

    [Fact]
    public async Task Fifth_huge_blob_waits_until_one_leaves()
    {
        BlobSlots slots = new(maxCount: 64);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(slots.EnterAsync(Huge, Token).IsCompletedSuccessfully);
        }

        Task fifth = slots.EnterAsync(Huge, Token);
        Assert.False(fifth.IsCompleted);
        slots.Leave(Huge);

        await fifth.WaitAsync(TimeSpan.FromSeconds(10), Token);
    }

    [Fact]
    public async Task Waiting_blob_stops_with_the_host()
    {
        BlobSlots slots = new(maxCount: 1);
        await slots.EnterAsync(1, Token);
        using CancellationTokenSource stop = new();
        Task second = slots.EnterAsync(1, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }
}
