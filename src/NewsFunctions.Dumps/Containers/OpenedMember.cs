namespace NewsFunctions.Dumps.Containers;

/// <summary>A member's bytes; closing it closes everything that it was unpacked from, but not the dump.</summary>
internal sealed class OpenedMember(Stream content, IEnumerable<IAsyncDisposable> owned) : ReadOnlyStream
{
    private readonly Stack<IAsyncDisposable> _owned = new(owned);

    /// <summary>Closed with it, before what it owned until now.</summary>
    public void Owns(IAsyncDisposable more) => _owned.Push(more);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        content.ReadAsync(buffer, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        while (_owned.TryPop(out IAsyncDisposable? last))
        {
            await last.DisposeAsync();
        }

        await base.DisposeAsync();
    }
}
