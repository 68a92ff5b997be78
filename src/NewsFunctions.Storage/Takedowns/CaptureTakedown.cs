using Azure.Data.Tables;
using NewsFunctions.Storage.Captures;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Removes captures that no other link uses.</summary>
internal sealed class CaptureTakedown(ArchiveClients clients, TimeProvider time)
{
    // A filter has at most 15 comparisons.
    private const int MaxAsked = 12;

    /// <summary>Finds captures of removed links that no other link of any site uses: one scan of all links for each dozen.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<TableEntity> goingLinks, CancellationToken cancellationToken)
    {
        HashSet<(string, string)> going = [.. goingLinks.Select(row => (row.PartitionKey, row.RowKey))];
        HashSet<string> unused = [.. goingLinks.Select(row => row.Text("CaptureSha256")).OfType<string>()];
        foreach (string[] some in unused.ToArray().Chunk(MaxAsked))
        {
            string filter = string.Join(" or ", some.Select(sha256 => TableClient.CreateQueryFilter($"CaptureSha256 eq {sha256}")));
            await foreach (TableEntity row in clients.Links.QueryAsync<TableEntity>(
                filter, RowReader.PageSize, ["PartitionKey", "RowKey", "CaptureSha256"], cancellationToken))
            {
                if (!going.Contains((row.PartitionKey, row.RowKey)))
                {
                    unused.Remove(row.GetString("CaptureSha256"));
                }
            }
        }

        return [.. unused.Order(StringComparer.Ordinal)];
    }

    /// <summary>Removes captures with their thumbnails.</summary>
    public async Task RemoveAsync(IEnumerable<string> captures, TakedownReport report, CancellationToken cancellationToken)
    {
        foreach (string sha256 in captures)
        {
            // The capture goes first, so that no new thumbnail is made of it.
            report.AddRecoverable(await clients.CaptureBlobs.EraseAsync(CaptureStore.NameOf(sha256), isIt: null, time, cancellationToken));
            report.AddRecoverable(await clients.CaptureBlobs.EraseAsync(CaptureStore.ThumbnailOf(sha256), isIt: null, time, cancellationToken));
        }
    }
}
