using Azure;

namespace NewsFunctions.Storage.Rows;

/// <summary>Paces the attempts of a conditional write: each is made from a fresh read, after a short random wait.</summary>
internal sealed class ConflictRetry(TimeProvider time)
{
    /// <summary>Limits the attempts. Some writer wins every round, so this many losses in a row mean a defect, not a busy row.</summary>
    public const int Attempts = 50;

    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns whether another write came first: the row exists (409), has changed (412), or is gone (404).</summary>
    public static bool IsConflict(RequestFailedException failure) => failure.Status is 404 or 409 or 412;

    /// <param name="attempt">The attempt that was lost, from 1.</param>
    /// <exception cref="InvalidOperationException">That was the last attempt.</exception>
    public Task WaitAsync(int attempt, CancellationToken cancellationToken)
    {
        if (attempt >= Attempts)
        {
            throw new InvalidOperationException($"A conditional write lost {Attempts} times in a row.");
        }

        // Jitter spreads out the writers. It need not be unpredictable.
#pragma warning disable CA5394
        TimeSpan wait = MaxWait * (Random.Shared.NextDouble() * Math.Min(1, attempt / 8.0));
#pragma warning restore CA5394
        return Task.Delay(wait, time, cancellationToken);
    }
}
