namespace NewsFunctions.Tests.Dumps.Containers;

/// <summary>Holds a dump in memory and counts the bytes read from it.</summary>
internal sealed class CountedStream(byte[] dump) : MemoryStream(dump)
{
    public long BytesRead { get; private set; }

    public override int Read(Span<byte> buffer) => Counted(base.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Counted(base.Read(buffer, offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Counted(await base.ReadAsync(buffer, cancellationToken));

    private int Counted(int read)
    {
        BytesRead += read;
        return read;
    }
}
