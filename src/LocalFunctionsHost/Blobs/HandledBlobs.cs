using Azure.Data.Tables;

namespace LocalFunctionsHost.Blobs;

/// <summary>Tells a blob trigger of blobs that were worked on without it, so that it leaves them alone.</summary>
public static class HandledBlobs
{
    /// <summary>Marks the blobs as done for as long as they have these ETags.</summary>
    /// <param name="connection">The connection string of the local storage.</param>
    /// <param name="blobs">ETags without quotes.</param>
    public static async Task NoteAsync(
        string connection, string function, string container, IEnumerable<(string Name, string ETag)> blobs, TimeProvider time, CancellationToken cancellationToken)
    {
        var receipts = new BlobReceipts(new TableClient(connection, BlobReceipts.TableName), function, container, Guid.NewGuid().ToString("N"), time);
        await receipts.LoadAsync(cancellationToken);
        foreach ((string? name, string? etag) in blobs)
        {
            // A listing has the ETag in this form.
            if (await receipts.TryClaimAsync(name, $"\"{etag}\"") is not null)
            {
                await receipts.EndAsync(name, receipt => receipt with { IsDone = true });
            }
        }
    }
}
