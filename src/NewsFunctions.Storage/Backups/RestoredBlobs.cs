using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Backups;

/// <summary>Restores the blobs of one container.</summary>
internal sealed class RestoredBlobs(BlobContainerClient container, IBackupSource source, BackupCounter counter)
{
    private const int MaxAtOnce = DumpUpload.BlockBytes;

    /// <returns>False if the source no longer has it.</returns>
    public async Task<bool> WriteAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            bool written = blob.Appends ? await AppendAsync(blob, cancellationToken)
                : blob.Bytes <= MaxAtOnce ? await WriteSmallAsync(blob, cancellationToken)
                : await WriteLargeAsync(blob, cancellationToken);
            if (written)
            {
                counter.AddBlob();
                return true;
            }
        }
        catch (DumpReplacedException)
        {
            // Treated as if it had been replaced before.
        }

        counter.AddChanged(1);
        return false;
    }

    private async Task<bool> WriteSmallAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        await using Stream? content = await source.OpenAsync(blob, offset: 0, cancellationToken);
        if (content is null)
        {
            return false;
        }

        byte[] bytes = new byte[blob.Bytes];
        await content.ReadExactlyAsync(bytes, cancellationToken);
        counter.AddBytes(bytes.Length);
        byte[] hash = Md5(bytes);
        BlobUploadOptions options = new()
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = blob.ContentType, ContentHash = hash },
            Metadata = MetadataOf(blob),
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
        };
        try
        {
            await container.GetBlobClient(blob.Name).UploadAsync(new BinaryData(bytes), options, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            await ThrowIfOtherAsync(blob, cancellationToken);
        }

        return true;
    }

    /// <summary>Sends blocks that are named by their content, so that a restarted restore sends none of them twice.</summary>
    private async Task<bool> WriteLargeAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        if (await IsThereAsync(blob, cancellationToken))
        {
            return true;
        }

        await using Stream? content = await source.OpenAsync(blob, offset: 0, cancellationToken);
        if (content is null)
        {
            return false;
        }

        using var upload = new DumpUpload(
            _ => Task.FromResult<StoredDump?>(null), container.GetBlockBlobClient(blob.Name), blob.Name, MetadataOf(blob), present: null, UploadMode.CreateOnly, isCompared: false)
        {
            ContentType = blob.ContentType,
        };
        byte[] buffer = new byte[256 * 1024];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await upload.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            counter.AddBytes(count);
        }

        if (await upload.CompleteAsync(cancellationToken) is null)
        {
            // Our own commit, whose response was lost, or another restore of the same backup.
            await ThrowIfOtherAsync(blob, cancellationToken);
        }

        return true;
    }

    /// <summary>Writes from the start: after a killed restore, nobody can tell what was appended and what was not.</summary>
    private async Task<bool> AppendAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        await using Stream? content = await source.OpenAsync(blob, offset: 0, cancellationToken);
        if (content is null)
        {
            return false;
        }

        AppendBlobClient client = container.GetAppendBlobClient(blob.Name);
        await client.CreateAsync(
            new AppendBlobCreateOptions { HttpHeaders = new BlobHttpHeaders { ContentType = blob.ContentType }, Metadata = MetadataOf(blob) }, cancellationToken);
        byte[] buffer = new byte[MaxAtOnce];
        for (int count; (count = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)) > 0;)
        {
            using var block = new MemoryStream(buffer, 0, count, writable: false);
            await client.AppendBlockAsync(block, cancellationToken: cancellationToken);
            counter.AddBytes(count);
        }

        return true;
    }

    private async Task<bool> IsThereAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        try
        {
            await ThrowIfOtherAsync(blob, cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    /// <exception cref="IOException">The blob is not the one that an earlier run of this restore wrote.</exception>
    private async Task ThrowIfOtherAsync(BackupBlob blob, CancellationToken cancellationToken)
    {
        BlobProperties there = await container.GetBlobClient(blob.Name).GetPropertiesAsync(cancellationToken: cancellationToken);
        if (there.ContentLength != blob.Bytes || !MetadataOf(blob).All(pair => there.Metadata.TryGetValue(pair.Key, out string? value) && value == pair.Value))
        {
            throw new IOException(
                $"the container {container.Name} has another blob {blob.Name} by now: something writes to this storage. Stop it, and restore into an empty storage");
        }
    }

    private Dictionary<string, string> MetadataOf(BackupBlob blob)
    {
        var metadata = new Dictionary<string, string>(blob.Metadata, StringComparer.OrdinalIgnoreCase);
        if (container.Name == ArchiveNames.DumpsContainer)
        {
            new DumpOrigin(blob.ETag, blob.UploadedAt).AddTo(metadata);
        }

        return metadata;
    }

    // Not for security: Content-MD5 is the checksum that blob storage keeps and returns.
#pragma warning disable CA5351
    private static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}
