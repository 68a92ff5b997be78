using System.Diagnostics;

namespace NewsFunctions.IntegrationTests;

/// <summary>Waits for real servers and processes. Returns as soon as possible and always times out.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Exceeds the time of any condition on a busy machine. Only a failing test waits this long.</summary>
    public static readonly TimeSpan DefaultBound = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Returns once the condition holds. Fails with <paramref name="what"/> if it does not hold in time.
    /// </summary>
    /// <param name="pause">The time between two looks; 50 ms if it is null.</param>
    public static Task HoldsAsync(string what, Func<bool> condition, TimeSpan? bound = null, TimeSpan? pause = null) =>
        HoldsAsync(what, () => Task.FromResult(condition()), bound, pause);

    /// <inheritdoc cref="HoldsAsync(string, Func{bool}, TimeSpan?, TimeSpan?)"/>
    public static async Task HoldsAsync(string what, Func<Task<bool>> condition, TimeSpan? bound = null, TimeSpan? pause = null) =>
        await GetAsync(what, async () => await condition() ? what : null, bound, pause);

    /// <summary>Returns the first answer that is not null.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> read, TimeSpan? bound = null, TimeSpan? pause = null)
        where T : class
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            if (await read() is { } answer)
            {
                return answer;
            }
            if (Stopwatch.GetElapsedTime(started) > (bound ?? DefaultBound))
            {
                Assert.Fail($"Timed out after {bound ?? DefaultBound} waiting for: {what}");
            }
            await Task.Delay(pause ?? Pause, TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
