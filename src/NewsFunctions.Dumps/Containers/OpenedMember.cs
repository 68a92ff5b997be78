namespace NewsFunctions.Dumps.Containers;

/// <summary>Holds a member's bytes. Closing it closes everything that it was unpacked from, except the dump.</summary>
internal sealed class OpenedMember(Stream content, IEnumerable<IAsyncDisposable> owned) : ReadOnlyStream
{
    private readonly Stack<IAsyncDisposable> _owned = new(owned);

    /// <summary>Adds something to close with it, before everything added earlier.</summary>
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
