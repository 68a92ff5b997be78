using LocalFunctionsHost.Invocations;

namespace NewsFunctions.Tests.LocalFunctionsHost.Invocations;

public sealed class SuspectWorkTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Suspect_work_runs_alone_without_delaying_other_work()
    {
        using var suspects = new SuspectWork();
        suspects.Add("one");
        suspects.Add("two");
        IDisposable? first = await suspects.EnterAsync("one", Token);
        Task<IDisposable?> second = suspects.EnterAsync("two", Token);
        Assert.Null(await suspects.EnterAsync("three", Token));
        Assert.Null(await suspects.EnterAsync(null, Token));
        Assert.False(second.IsCompleted);
        first!.Dispose();
        Assert.NotNull(await second);
    }

    [Fact]
    public async Task Work_that_succeeded_is_no_longer_suspect()
    {
        using var suspects = new SuspectWork();
        suspects.Add("one");
        suspects.Clear("one");
        Assert.Null(await suspects.EnterAsync("one", Token));
    }
}
