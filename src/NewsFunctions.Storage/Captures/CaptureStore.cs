using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Captures;

/// <summary>Stores captures: files under their hash in the container <c>captures</c>, and the columns of the links that name them.</summary>
public sealed class CaptureStore
{
    private const string FilesPrefix = "sha256/";

    private readonly BlobContainerClient _container;
    private readonly TableClient _links;

    internal CaptureStore(ArchiveClients clients)
    {
        _container = clients.CaptureBlobs;
        _links = clients.Links;
    }

    /// <summary>Stores a file under its hash, in blocks that are committed together at the end. An existing file is left alone.</summary>
    /// <param name="content">The bytes of <paramref name="file"/>, from its position to its end.</param>
    public async Task StoreAsync(CapturedFile file, Stream content, CancellationToken cancellationToken)
    {
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = file.Type },
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await Blob(file.Sha256).UploadAsync(content, options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // The same bytes, since the name is their hash.
        }
    }

    /// <summary>Writes the outcome of capturing a link. A removed link stays removed.</summary>
    public Task WriteAsync(LinkShard shard, LinkId link, LinkCapture capture, CancellationToken cancellationToken) => _links.SubmitPresentAsync(
        [TableTransactions.UpdateMerge(CaptureColumns.ToEntity(shard, link, capture), ETag.All.ToString())], cancellationToken);

    /// <summary>Opens a file for reading, a few megabytes at a time; the caller disposes it. Returns null if there is no such file.</summary>
    /// <param name="sha256">64 lower-case hex digits.</param>
    public async Task<StoredCapture?> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(sha256);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            Stream content = await blob.OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
            return new StoredCapture(sha256, properties.ContentType, properties.ContentLength, content);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Stores the thumbnail of a file beside it. An empty thumbnail says that none can be made.</summary>
    public Task StoreThumbnailAsync(string sha256, byte[] thumbnail, string type, CancellationToken cancellationToken) => _container
        .GetBlobClient(ThumbnailOf(sha256))
        .UploadAsync(new BinaryData(thumbnail), new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = type } }, cancellationToken);

    /// <summary>Reads the thumbnail of a file in one operation; returns null if none was stored yet.</summary>
    public async Task<byte[]?> ReadThumbnailAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await _container.GetBlobClient(ThumbnailOf(sha256)).DownloadContentAsync(cancellationToken);
            return blob.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Counts all files, without thumbnails: one operation for each 5,000.</summary>
    public async Task<CaptureSize> MeasureAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        (long files, long bytes) = (0, 0);
        await foreach (BlobItem blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = FilesPrefix }, cancellationToken))
        {
            files++;
            bytes += blob.Properties.ContentLength ?? 0;
        }

        return new CaptureSize(files, bytes, now);
    }

    /// <summary>Returns the name of the blob that has a file.</summary>
    internal static string NameOf(string sha256) => $"{FilesPrefix}{Place(sha256)}";

    /// <summary>Returns the name of the blob that has the thumbnail of a file.</summary>
    internal static string ThumbnailOf(string sha256) => $"thumbnails/{Place(sha256)}";

    private static string Place(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? $"{sha256[..2]}/{sha256}"
        : throw new ArgumentException($"'{sha256}' is not a SHA-256 in 64 lower-case hexadecimal digits.", nameof(sha256));

    private BlobClient Blob(string sha256) => _container.GetBlobClient(NameOf(sha256));
}

/// <summary>Holds a stored file, open for reading.</summary>
/// <param name="Type">The media type with which it was stored.</param>
public sealed record StoredCapture(string Sha256, string Type, long Bytes, Stream Content) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
