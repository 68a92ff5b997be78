using Azure.Data.Tables;

namespace LocalFunctionsHost.Blobs;

/// <summary>Tells a blob trigger of blobs that were worked on without it, so that it leaves them alone.</summary>
public static class HandledBlobs
{
    private const int BlobsAtOnce = 100;

    /// <summary>Marks the blobs as done for as long as they have these ETags.</summary>
    /// <param name="connection">The connection string of the local storage.</param>
    /// <param name="blobs">ETags without quotes.</param>
    public static async Task NoteAsync(
        string connection, string function, string container, IEnumerable<(string Name, string ETag)> blobs, TimeProvider time, CancellationToken cancellationToken)
    {
        var receipts = new BlobReceipts(new TableClient(connection, BlobReceipts.TableName), function, container, Guid.NewGuid().ToString("N"), time);
        await receipts.LoadAsync(cancellationToken);
        // Their writes share transactions.
        foreach ((string Name, string ETag)[] some in blobs.Chunk(BlobsAtOnce))
        {
            await Task.WhenAll(some.Select(async blob =>
            {
                // A listing has the ETag in this form.
                if (await receipts.TryClaimAsync(blob.Name, $"\"{blob.ETag}\"") is not null)
                {
                    await receipts.EndAsync(blob.Name, receipt => receipt with { IsDone = true });
                }
            }));
        }
    }
}
