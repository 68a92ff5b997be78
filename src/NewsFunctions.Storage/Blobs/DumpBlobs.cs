using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>The uploads.</summary>
public sealed class DumpBlobs
{
    /// <summary>The blob as it is now, or null.</summary>
    public Task<DumpBlob?> FindAsync(string name, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens exactly this blob for reading (If-Match on every request); forward reading is streamed, the caller disposes.</summary>
    /// <exception cref="DumpReplacedException">It is another blob by now, or gone; later reads of the stream throw it too.</exception>
    public Task<Stream> OpenAsync(DumpBlob dump, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>All uploads whose names begin with <paramref name="prefix"/>, by name, with metadata.</summary>
    public IAsyncEnumerable<DumpBlob> ListAsync(string? prefix, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Stores an upload with its Content-MD5, read from <paramref name="content"/>, which must be seekable or else is buffered in a temporary file.</summary>
    /// <returns>An identical blob (same MD5 and metadata) is left alone, so that it is not ingested again.</returns>
    public Task<UploadResult> UploadAsync(
        string name,
        Stream content,
        IReadOnlyDictionary<string, string> metadata,
        UploadMode mode,
        CancellationToken cancellationToken) => throw new NotImplementedException();
}
