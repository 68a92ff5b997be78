using LocalFunctionsHost.Rpc;

namespace LocalFunctionsHost.Discovery;

/// <summary>Holds what a function's retry attribute allows. The Functions host applies it to timers.</summary>
/// <param name="MaxRetryCount">The number of retries; -1 retries without end.</param>
internal sealed record RetryPolicy(int MaxRetryCount, TimeSpan Shortest, TimeSpan Longest)
{
    public static readonly RetryPolicy None = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPolicy Of(FunctionDescriptor function) => function.Metadata.RetryOptions switch
    {
        null => None,
        { RetryStrategy: RpcRetryOptions.Types.RetryStrategy.FixedDelay } retry =>
            new RetryPolicy(retry.MaxRetryCount, retry.DelayInterval.ToTimeSpan(), retry.DelayInterval.ToTimeSpan()),
        var retry => new RetryPolicy(retry.MaxRetryCount, retry.MinimumInterval.ToTimeSpan(), retry.MaximumInterval.ToTimeSpan()),
    };

    public bool Allows(int failures) => MaxRetryCount < 0 || failures <= MaxRetryCount;

    /// <summary>Returns the delay, which doubles from the shortest to the longest.</summary>
    public TimeSpan Delay(int failures) => TimeSpan.FromTicks((long)Math.Min(Shortest.Ticks * Math.Pow(2, failures - 1), Longest.Ticks));
}
