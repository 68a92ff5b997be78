namespace NewsFunctions.Archive.Ingest;

/// <summary>Writes small batches of ingests that run at once together, so that their rows share transactions (group commit). Batches that
/// wait while groups are being written go with the next group; a lone batch is written at once.</summary>
/// <remarks>
/// <para>A group is one call of <see cref="CommitWriter"/>, as if its batches came from one dump. So the order of writes, the claims of text
/// ids, and what is read again after a conflict are the same as for a single dump.</para>
/// <para>If a group fails, each of its batches is written again alone, so one dump does not fail the others. A group is cancelled
/// when all of its ingests are.</para>
/// </remarks>
public sealed class BatchGroups(CommitWriter writer)
{
    // A larger batch fills transactions by itself.
    private const int MaxSharedArticles = 50;
    private const long MaxSharedBytes = 1 << 20;

    // The rows of a group are in memory at once, as those of a large batch are.
    private const int MaxArticles = 500;
    private const long MaxBytes = 8 << 20;

    // While the storage works on one group, the rows of the next are made.
    private const int MaxInFlight = 2;

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private int _inFlight;

    /// <summary>Writes a batch. Returns when its rows are stored.</summary>
    internal Task WriteAsync(DumpBatch batch, CancellationToken cancellationToken)
    {
        if (batch.Articles.Count > MaxSharedArticles || batch.Bytes > MaxSharedBytes)
        {
            return writer.WriteAsync([batch], cancellationToken);
        }

        if (batch.Articles.Count == 0)
        {
            return Task.CompletedTask;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var waiting = new Waiting(batch, cancellationToken);
        lock (_lock)
        {
            _waiting.AddLast(waiting);
            if (_inFlight < MaxInFlight)
            {
                _inFlight++;
                // Fair: callers that are about to write run first, and go with the first group.
                _ = Task.Factory.StartNew(WriteWaitingAsync, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
            }
        }

        return waiting.Written.WaitAsync(cancellationToken);
    }

    private async Task WriteWaitingAsync()
    {
        while (TakeGroup() is { Count: > 0 } group)
        {
            await WriteGroupAsync(group);
        }
    }

    private List<Waiting> TakeGroup()
    {
        List<Waiting> group = [];
        (int articles, long bytes) = (0, 0);
        lock (_lock)
        {
            while (_waiting.First?.Value is { } next)
            {
                (articles, bytes) = (articles + next.Batch.Articles.Count, bytes + next.Batch.Bytes);
                if (group.Count > 0 && (articles > MaxArticles || bytes > MaxBytes))
                {
                    break;
                }

                _waiting.RemoveFirst();
                if (!next.Token.IsCancellationRequested)
                {
                    group.Add(next);
                }
            }

            if (group.Count == 0)
            {
                _inFlight--;
            }
        }

        return group;
    }

    private async Task WriteGroupAsync(IReadOnlyList<Waiting> group)
    {
        try
        {
            await WriteTogetherAsync(group);
        }
        catch (Exception) when (group.Count > 1)
        {
            await Task.WhenAll(group.Where(one => !one.Token.IsCancellationRequested).Select(one => WriteGroupAsync([one])));
        }
        catch (Exception e)
        {
            group[0].Fail(e);
        }
    }

    private async Task WriteTogetherAsync(IReadOnlyList<Waiting> group)
    {
        using var abandoned = new CancellationTokenSource();
        int left = group.Count;
        List<CancellationTokenRegistration> registrations =
        [
            .. group.Select(one => one.Token.Register(() =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                {
                    abandoned.Cancel();
                }
            })),
        ];
        try
        {
            await writer.WriteAsync([.. group.Select(one => one.Batch)], abandoned.Token);
        }
        finally
        {
            foreach (CancellationTokenRegistration registration in registrations)
            {
                await registration.DisposeAsync();
            }
        }

        foreach (Waiting one in group)
        {
            one.Succeed();
        }
    }

    private sealed class Waiting(DumpBatch batch, CancellationToken token)
    {
        private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DumpBatch Batch => batch;

        public CancellationToken Token => token;

        public Task Written => _written.Task;

        public void Succeed() => _written.TrySetResult();

        public void Fail(Exception failure) => _written.TrySetException(failure);
    }
}
