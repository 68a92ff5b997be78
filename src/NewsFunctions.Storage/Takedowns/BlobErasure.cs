using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Deletes a blob with its snapshots and earlier versions.</summary>
internal static class BlobErasure
{
    /// <param name="isIt">Selects the blobs of that name, by their listing entries; null selects all.</param>
    /// <returns>The time until which the account can restore a deleted blob (soft delete); null if it cannot.</returns>
    public static async Task<DateTimeOffset?> EraseAsync(
        this BlobContainerClient container, string name, Func<BlobItem, bool>? isIt, TimeProvider time, CancellationToken cancellationToken)
    {
        BlobClient blob = container.GetBlobClient(name);
        await foreach (BlobItem item in container.ListAllOfAsync(name, BlobStates.None, cancellationToken))
        {
            if (isIt?.Invoke(item) ?? true)
            {
                await DeleteAsync(blob, item.Properties.ETag, cancellationToken);
            }
        }

        // With versioning, the deleted blob has become a version.
        await foreach (BlobItem item in container.ListAllOfAsync(name, BlobStates.Version, cancellationToken))
        {
            if (item is { VersionId: { } version, IsLatestVersion: not true } && (isIt?.Invoke(item) ?? true))
            {
                await blob.WithVersion(version).DeleteIfExistsAsync(cancellationToken: cancellationToken);
            }
        }

        DateTimeOffset? until = null;
        await foreach (BlobItem item in container.ListAllOfAsync(name, BlobStates.Deleted | BlobStates.Version, cancellationToken))
        {
            if (item.Deleted && (isIt?.Invoke(item) ?? true))
            {
                DateTimeOffset end = time.GetUtcNow().AddDays(1 + (item.Properties.RemainingRetentionDays ?? 0));
                until = until is { } known && known > end ? known : end;
            }
        }

        return until;
    }

    // Deletes exactly what was listed: another upload may have taken the name meanwhile.
    private static async Task DeleteAsync(BlobClient blob, ETag? etag, CancellationToken cancellationToken)
    {
        try
        {
            await blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, new BlobRequestConditions { IfMatch = etag }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
        }
    }

    private static async IAsyncEnumerable<BlobItem> ListAllOfAsync(
        this BlobContainerClient container,
        string name,
        BlobStates states,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobItem item in container.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, States = states, Prefix = name }, cancellationToken))
        {
            if (item.Name == name)
            {
                yield return item;
            }
        }
    }
}
