using Microsoft.Extensions.Time.Testing;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Tests.Cli.Terminals;

public sealed class ProgressWaitTests : IDisposable
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly StringWriter _progress = new();
    private readonly StorageSaves _saves = new(clients: null!);

    public void Dispose() => _progress.Dispose();

    [Fact]
    public async Task The_wait_ends_when_nothing_is_pending()
    {
        int looks = 0;

        Assert.True(await WaitAsync(() => new WaitStep(3 - ++looks, $"{looks}", $"{looks} of 3")));
        Assert.Equal(3, looks);
        Assert.EndsWith("3 of 3" + Environment.NewLine, _progress.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_wait_ends_without_progress()
    {
        DateTimeOffset start = _time.GetUtcNow();

        Assert.False(await WaitAsync(() => new WaitStep(1, "the same", "0 of 1")));
        Assert.InRange(_time.GetUtcNow() - start, ProgressWait.Patience, ProgressWait.Patience * 2);
    }

    [Fact]
    public async Task The_wait_continues_while_slow_work_progresses()
    {
        DateTimeOffset start = _time.GetUtcNow();
        bool Finished() => _time.GetUtcNow() - start > ProgressWait.Patience * 5;

        Assert.True(await WaitAsync(() => new WaitStep(Finished() ? 0 : 1, $"{(_time.GetUtcNow() - start).Minutes}", "at work")));
    }

    [Fact]
    public async Task Storage_that_cannot_save_ends_the_wait_with_its_reason()
    {
        DateTimeOffset start = _time.GetUtcNow();
        _saves.Note(run: null, "no space left");

        StorageNotSavedException error = await Assert.ThrowsAsync<StorageNotSavedException>(() => WaitAsync(() => new WaitStep(1, "the same", "0 of 1")));

        Assert.Contains("no space left", error.Message, StringComparison.Ordinal);
        Assert.True(_time.GetUtcNow() - start < ProgressWait.Patience);
    }

    [Fact]
    public async Task The_wait_continues_when_the_storage_can_save_again()
    {
        int looks = 0;

        Assert.True(await WaitAsync(() =>
        {
            _saves.Note(run: null, looks++ % 3 == 0 ? "no space left" : null);
            return new WaitStep(30 - looks, $"{looks}", "at work");
        }));
    }

    [Fact]
    public async Task Unchanged_status_is_printed_once()
    {
        int looks = 0;

        await WaitAsync(() => new WaitStep(++looks == 9 ? 0 : 1, $"{looks}", "at work"));

        Assert.Equal("at work" + Environment.NewLine, _progress.ToString());
    }

    private async Task<bool> WaitAsync(Func<WaitStep> step)
    {
        var wait = new ProgressWait(_time, new Terminal(TextWriter.Null, _progress), _saves);
        Task<bool> waiting = wait.UntilDoneAsync(_ => Task.FromResult(step()), TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        return await waiting;
    }
}
