using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Dumps;

namespace NewsFunctions.Storage;

/// <summary>The uploads.</summary>
public sealed class DumpBlobs
{
    private const int ReadBuffer = 4 * 1024 * 1024;
    private const int Attempts = 5;
    private readonly BlobContainerClient _container;

    internal DumpBlobs(ArchiveClients clients) => _container = clients.DumpBlobs;

    /// <summary>The blob as it is now, or null.</summary>
    public async Task<DumpBlob?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await FindWithHashAsync(name, cancellationToken))?.Dump;

    /// <summary>Opens exactly this blob for reading (If-Match on every request), 4 MB at a time; the caller disposes the stream.</summary>
    /// <exception cref="DumpReplacedException">It is another blob by now, or gone; later reads of the stream throw it too.</exception>
    public async Task<Stream> OpenAsync(DumpBlob dump, CancellationToken cancellationToken)
    {
        BlobOpenReadOptions options = new(allowModifications: false)
        {
            BufferSize = ReadBuffer,
            Conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{dump.ETag}\"") },
        };
        try
        {
            return new DumpStream(await _container.GetBlobClient(dump.Name).OpenReadAsync(options, cancellationToken));
        }
        catch (RequestFailedException e) when (DumpStream.IsReplaced(e))
        {
            throw new DumpReplacedException($"Dump '{dump.Name}' was overwritten or deleted.", e);
        }
    }

    /// <summary>All uploads whose names begin with <paramref name="prefix"/>, by name, with metadata.</summary>
    public async IAsyncEnumerable<DumpBlob> ListAsync(string? prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        GetBlobsOptions options = new() { Traits = BlobTraits.Metadata, Prefix = prefix };
        await foreach (BlobItem item in _container.GetBlobsAsync(options, cancellationToken))
        {
            yield return Dump(
                item.Name,
                item.Properties.ETag!.Value,
                item.Properties.LastModified!.Value,
                item.Properties.ContentLength ?? 0,
                item.Metadata);
        }
    }

    /// <summary>Stores an upload with its Content-MD5. Content that cannot be rewound is buffered in a temporary file first.</summary>
    /// <param name="metadata">Names are C# identifiers and values ASCII, as the service demands.</param>
    /// <returns>An identical blob (same MD5 and metadata) is left alone, so that it is not ingested again.</returns>
    public async Task<UploadResult> UploadAsync(
        string name,
        Stream content,
        IReadOnlyDictionary<string, string> metadata,
        UploadMode mode,
        CancellationToken cancellationToken)
    {
        await using FileStream? buffer = content.CanSeek ? null : await BufferAsync(content, cancellationToken);
        Stream source = buffer ?? content;
        long start = source.Position;

        // Not for security: Content-MD5 is the checksum that blob storage keeps and hands out.
#pragma warning disable CA5351
        byte[] hash = await MD5.HashDataAsync(source, cancellationToken);
#pragma warning restore CA5351
        long size = source.Position - start;
        for (int attempt = 1; ; attempt++)
        {
            var present = await FindWithHashAsync(name, cancellationToken);
            if (present is { } found)
            {
                if (found.Hash is not null && found.Hash.AsSpan().SequenceEqual(hash) && SameMetadata(found.Dump.Metadata, metadata))
                {
                    return new UploadResult(UploadOutcome.Unchanged, found.Dump);
                }

                if (mode == UploadMode.CreateOnly)
                {
                    return new UploadResult(UploadOutcome.Conflict, found.Dump);
                }
            }

            source.Position = start;
            BlobUploadOptions options = new()
            {
                HttpHeaders = new BlobHttpHeaders { ContentHash = hash },
                Metadata = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase),
                Conditions = present is { Dump.ETag: var etag }
                    ? new BlobRequestConditions { IfMatch = new ETag($"\"{etag}\"") }
                    : new BlobRequestConditions { IfNoneMatch = ETag.All },
            };
            try
            {
                BlobContentInfo info = await _container.GetBlobClient(name).UploadAsync(source, options, cancellationToken);
                return new UploadResult(
                    present is null ? UploadOutcome.Created : UploadOutcome.Replaced,
                    Dump(name, info.ETag, info.LastModified, size, metadata));
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412 && attempt < Attempts)
            {
                // Someone else uploaded meanwhile: judge anew.
            }
        }
    }

    private async Task<(DumpBlob Dump, byte[]? Hash)?> FindWithHashAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken);
            return (Dump(name, properties.ETag, properties.LastModified, properties.ContentLength, properties.Metadata), properties.ContentHash);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static DumpBlob Dump(
        string name,
        ETag etag,
        DateTimeOffset lastModified,
        long size,
        IEnumerable<KeyValuePair<string, string>>? metadata) => new()
        {
            Name = name,

            // Headers have it in quotes, listings have not.
            ETag = etag.ToString().Trim('"'),
            LastModified = lastModified,
            Size = size,
            Metadata = new Dictionary<string, string>(metadata ?? [], StringComparer.OrdinalIgnoreCase),
        };

    private static bool SameMetadata(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && other.All(pair => one.TryGetValue(pair.Key, out string? value) && value == pair.Value);

    private static async Task<FileStream> BufferAsync(Stream content, CancellationToken cancellationToken)
    {
        FileStream file = TemporaryFile.Create();
        try
        {
            await content.CopyToAsync(file, cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
