using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Stores the key that signs sessions: random bytes in the container <c>access</c>, shared by all instances and restarts.</summary>
public sealed class SessionKeyStore
{
    private const int KeyBytes = 32;

    private readonly BlobClient _blob;

    internal SessionKeyStore(ArchiveClients clients) => _blob = clients.AccessBlobs.GetBlobClient("session-key");

    /// <summary>Reads the key in one operation; returns null if no session was ever started.</summary>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await _blob.DownloadContentAsync(cancellationToken);
            byte[] key = blob.Content.ToArray();
            return key.Length >= KeyBytes
                ? key
                : throw new InvalidDataException($"The blob {_blob.BlobContainerName}/{_blob.Name} has {key.Length} bytes instead of {KeyBytes}. Delete it; a new key is made then.");
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Creates the key if there is none. If several instances do so at once, one creates it and all return it.</summary>
    public async Task<byte[]> ReadOrCreateAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is { } existing)
        {
            return existing;
        }

        byte[] created = RandomNumberGenerator.GetBytes(KeyBytes);
        try
        {
            await _blob.UploadAsync(
                new BinaryData(created),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
            return created;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another instance was faster, or the response to our own upload was lost.
            return await ReadAsync(cancellationToken) ?? throw new InvalidOperationException($"The blob {_blob.Name} was deleted while it was being made.");
        }
    }
}
