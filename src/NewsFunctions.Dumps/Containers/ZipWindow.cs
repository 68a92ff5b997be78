namespace NewsFunctions.Dumps.Containers;

/// <summary>Reads the bytes <c>[start, end)</c> of a zip.</summary>
internal sealed class ZipWindow(ZipBytes zip, long start, long end) : ReadOnlyStream
{
    private long _at = start;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int most = (int)Math.Clamp(end - _at, 0, buffer.Length);
        int read = await zip.ReadAsync(_at, buffer[..most], cancellationToken);
        _at += read;
        return read;
    }
}
