using System.Collections.Concurrent;

namespace LocalFunctionsHost.Invocations;

/// <summary>
/// Tracks work that ran when a worker died. Any of it may have killed the worker, so it is attempted again one at a time: the
/// guilty one fails alone from then on, and what ran beside it does not lose its attempts.
/// </summary>
internal sealed class SuspectWork : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _suspects = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Add(string? work)
    {
        if (work is not null)
        {
            _suspects[work] = true;
        }
    }

    public void Clear(string? work)
    {
        if (work is not null)
        {
            _suspects.TryRemove(work, out _);
        }
    }

    /// <summary>Waits for the turn of suspect work; other work continues at once. Dispose the result when the run has ended.</summary>
    public async Task<IDisposable?> EnterAsync(string? work, CancellationToken cancellationToken)
    {
        if (work is null || !_suspects.ContainsKey(work))
        {
            return null;
        }
        await _turn.WaitAsync(cancellationToken);
        return new Turn(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
