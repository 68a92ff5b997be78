using Azure;

namespace NewsFunctions.Storage.Rows;

/// <summary>Paces the attempts of a write that others may win: each is made from a fresh read, after a short random wait.</summary>
internal sealed class ConflictRetry(TimeProvider time)
{
    /// <summary>Someone wins every round, so this many lost in a row mean a defect, not a busy row.</summary>
    public const int Attempts = 50;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Another write came first: the row is there (409), is another one (412), or is gone (404).</summary>
    public static bool IsConflict(RequestFailedException failure) => failure.Status is 404 or 409 or 412;

    /// <param name="attempt">The attempt that was lost, from 1.</param>
    /// <exception cref="InvalidOperationException">That was the last.</exception>
    public Task WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        if (attempt >= Attempts)
        {
            throw new InvalidOperationException($"A conditional write lost {Attempts} times in a row.");
        }

        // Jitter spreads writers out; nobody should guess anything from it.
#pragma warning disable CA5394
        TimeSpan wait = MaxWait * (Random.Shared.NextDouble() * Math.Min(1, attempt / 8.0));
#pragma warning restore CA5394
        return Task.Delay(wait, time, cancellationToken);
    }
}
