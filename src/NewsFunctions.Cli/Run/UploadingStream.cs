using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Cli.Run;

/// <summary>Uploads a file as it is read, so that it is read once.</summary>
/// <param name="cancellationToken">The upload's token. A reader that has seen enough cancels only its own reading, so that no byte is lost.</param>
internal sealed class UploadingStream(Stream file, DumpUpload upload, CancellationToken cancellationToken) : Stream
{
    private const int RestBytes = 256 * 1024;

    private readonly CancellationToken _uploading = cancellationToken;
    private long _uploaded;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _uploaded;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // A read that was cancelled may have moved the file.
        if (file.Position != _uploaded)
        {
            file.Position = _uploaded;
        }

        int read = await file.ReadAsync(buffer, cancellationToken);
        await upload.WriteAsync(buffer[..read], _uploading);
        _uploaded += read;
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Uploads the part that was not read.</summary>
    public async Task FinishAsync()
    {
        byte[] rest = new byte[RestBytes];
        while (await ReadAsync(rest, _uploading) > 0)
        {
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Dumps are read asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
