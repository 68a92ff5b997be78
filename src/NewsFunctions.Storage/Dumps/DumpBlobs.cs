using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Stores and lists the uploads.</summary>
public sealed class DumpBlobs
{
    private const int ReadBuffer = 4 * 1024 * 1024;
    private const int MaxWholeSize = 1024 * 1024;
    private const int Attempts = 5;
    private readonly BlobContainerClient _container;

    internal DumpBlobs(ArchiveClients clients) => _container = clients.DumpBlobs;

    /// <summary>Finds the blob as it is now, or returns null.</summary>
    public async Task<DumpBlob?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await FindStoredAsync(name, cancellationToken))?.Dump;

    /// <summary>Finds the blob as it is now, and reads it if it has at most 1 MB. One operation for such a blob. Returns null if there is none.</summary>
    public async Task<FoundDump?> FindContentAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadStreamingResult download;
        try
        {
            var start = new BlobDownloadOptions { Range = new HttpRange(0, MaxWholeSize) };
            download = await _container.GetBlobClient(name).DownloadStreamingAsync(start, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (RequestFailedException e) when (e.Status == 416)
        {
            // An empty blob has no range.
            return await FindAsync(name, cancellationToken) is { } empty ? new FoundDump(empty, empty.Size == 0 ? BinaryData.Empty : null) : null;
        }

        using (download)
        {
            BlobDownloadDetails details = download.Details;
            long size = details.ContentRange is { } range
                ? long.Parse(range.AsSpan(range.LastIndexOf('/') + 1), CultureInfo.InvariantCulture)
                : details.ContentLength;
            DumpBlob dump = Dump(name, details.ETag, details.LastModified, size, details.Metadata);
            return new FoundDump(dump, size <= MaxWholeSize ? await ReadWholeAsync(download.Content, (int)size, cancellationToken) : null);
        }
    }

    /// <summary>Opens exactly this blob for reading (If-Match on every request), 4 MB at a time. The caller disposes the stream.</summary>
    /// <exception cref="DumpReplacedException">The blob was replaced or deleted. Later reads of the stream throw it too.</exception>
    public async Task<Stream> OpenAsync(DumpBlob dump, CancellationToken cancellationToken)
    {
        BlobOpenReadOptions options = new(allowModifications: false)
        {
            BufferSize = ReadBuffer,
            Conditions = new BlobRequestConditions { IfMatch = new ETag($"\"{dump.StoredETag}\"") },
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

    /// <summary>Lists all uploads whose names begin with <paramref name="prefix"/>, by name, with metadata.</summary>
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

    /// <summary>Makes sure that the uploads can be listed. Otherwise no trigger sees any of them.</summary>
    /// <exception cref="UnlistableContainerException">The message names the offending blobs and the commands that remove them.</exception>
    public async Task EnsureListableAsync(CancellationToken cancellationToken) =>
        await _container.GetBlobsAsync(cancellationToken: cancellationToken).AsPages().CountAsync(cancellationToken);

    /// <summary>Removes an upload whose name the archive refuses (<see cref="DumpName"/>). Any other upload is never removed here.</summary>
    /// <returns>False if there is none.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken) => DumpName.Refusal(name) is null
        ? throw new ArgumentException("An upload with a legal name is never removed.", nameof(name))
        : await _container.DeleteBlobIfExistsAsync(name, cancellationToken: cancellationToken);

    /// <summary>Stores an upload with its Content-MD5. Content that cannot be rewound is buffered in a temporary file first.</summary>
    /// <param name="metadata">Names are C# identifiers and values ASCII, as the service requires.</param>
    /// <returns>The outcome. An identical blob (same MD5 and metadata) is left alone, so that it is not ingested again.</returns>
    public async Task<UploadResult> UploadAsync(
        string name,
        Stream content,
        IReadOnlyDictionary<string, string> metadata,
        UploadMode mode,
        CancellationToken cancellationToken)
    {
        ThrowIfRefused(name);
        await using FileStream? buffer = content.CanSeek ? null : await BufferAsync(content, cancellationToken);
        Stream source = buffer ?? content;
        long start = source.Position;

        // Not for security: Content-MD5 is the checksum that blob storage keeps and returns.
#pragma warning disable CA5351
        byte[] hash = await MD5.HashDataAsync(source, cancellationToken);
#pragma warning restore CA5351
        long size = source.Position - start;
        bool isHalfThere = false;
        for (int attempt = 1; ; attempt++)
        {
            // Most files are new. The condition of the first request detects those that are not.
            StoredDump? present = attempt == 1 ? null : await FindStoredAsync(name, cancellationToken);
            if (present is { } found)
            {
                if (found.Has(hash, metadata))
                {
                    return new UploadResult(UploadOutcome.Unchanged, found.Dump);
                }

                if (mode == UploadMode.CreateOnly)
                {
                    return new UploadResult(UploadOutcome.Conflict, found.Dump);
                }
            }

            source.Position = start;
            if (isHalfThere && present is null && attempt < Attempts)
            {
                using var upload = new DumpUpload(token => FindStoredAsync(name, token), _container.GetBlockBlobClient(name), name, metadata, present, mode, isCompared: false);
                await upload.WriteAsync(source, cancellationToken);
                if (await upload.CompleteAsync(cancellationToken) is { } result)
                {
                    return result;
                }

                continue;
            }

            BlobUploadOptions options = new()
            {
                HttpHeaders = new BlobHttpHeaders { ContentHash = hash },
                Metadata = new Dictionary<string, string>(metadata, StringComparer.OrdinalIgnoreCase),
                Conditions = Unchanged(present),
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
                // Another upload came first: decide again. Azurite also treats uncommitted blocks as a blob; only blocks
                // can replace it.
                isHalfThere = present is null;
            }
        }
    }

    /// <summary>Begins an upload whose content is read only once. Blocks from an interrupted upload of the same content are reused.</summary>
    /// <param name="size">The length of the content. A blob of that size and with the metadata is assumed to be the same: nothing is sent, and
    /// the end shows whether it is. Null if the content is known to differ.</param>
    /// <param name="mode">What happens to a blob of that name with other content or metadata. If it stays, nothing is sent.</param>
    public async Task<DumpUpload> BeginUploadAsync(
        string name, long? size, IReadOnlyDictionary<string, string> metadata, UploadMode mode, CancellationToken cancellationToken)
    {
        ThrowIfRefused(name);
        StoredDump? present = await FindStoredAsync(name, cancellationToken);
        bool isCompared = present is not null && (mode == UploadMode.CreateOnly
            || (present.Hash is not null && present.Dump.Size == size && present.HasMetadata(metadata)));
        return new DumpUpload(token => FindStoredAsync(name, token), _container.GetBlockBlobClient(name), name, metadata, present, mode, isCompared);
    }

    /// <summary>Returns the condition that the blob has not changed, or that there is none.</summary>
    internal static BlobRequestConditions Unchanged(StoredDump? present) => present is { Dump.StoredETag: var etag }
        ? new BlobRequestConditions { IfMatch = new ETag($"\"{etag}\"") }
        : new BlobRequestConditions { IfNoneMatch = ETag.All };

    internal async Task<StoredDump?> FindStoredAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties properties = await _container.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken);
            return new StoredDump(
                Dump(name, properties.ETag, properties.LastModified, properties.ContentLength, properties.Metadata), properties.ContentHash);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Builds a dump from a listing or a response. If a restore made the blob, its metadata hold the original values.</summary>
    internal static DumpBlob Dump(
        string name,
        ETag etag,
        DateTimeOffset lastModified,
        long size,
        IEnumerable<KeyValuePair<string, string>>? metadata)
    {
        Dictionary<string, string> own = new(metadata ?? [], StringComparer.OrdinalIgnoreCase);

        // Headers quote it, listings do not.
        string stored = etag.ToString().Trim('"');
        DumpOrigin origin = DumpOrigin.Take(own) ?? new DumpOrigin(stored, lastModified);
        return new DumpBlob
        {
            Name = name,
            ETag = origin.ETag,
            StoredETag = stored,
            LastModified = origin.UploadedAt,
            Size = size,
            Metadata = own,
        };
    }

    /// <returns>Null if the blob was replaced or deleted before all of it was read.</returns>
    private static async Task<BinaryData?> ReadWholeAsync(Stream content, int size, CancellationToken cancellationToken)
    {
        byte[] whole = new byte[size];
        try
        {
            await content.ReadExactlyAsync(whole, cancellationToken);
            return new BinaryData(whole);
        }
        catch (RequestFailedException e) when (DumpStream.IsReplaced(e))
        {
            return null;
        }
    }

    private static void ThrowIfRefused(string name)
    {
        if (DumpName.Refusal(name) is { } refusal)
        {
            throw new ArgumentException($"The dump is refused: {refusal}.", nameof(name));
        }
    }

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
