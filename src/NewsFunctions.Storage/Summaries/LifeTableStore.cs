using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using NewsFunctions.Core.Survival;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Stores the life tables in the container <c>reports</c>: one of the whole archive and one of each site, a JSON blob each.</summary>
public sealed class LifeTableStore
{
    private readonly BlobContainerClient _container;

    internal LifeTableStore(ArchiveClients clients) => _container = clients.ReportBlobs;

    /// <summary>Reads a table in one operation. Returns null if there is none, or if this version cannot read it.</summary>
    /// <param name="site">The site; null means the whole archive.</param>
    public async Task<StoredLifeTable?> ReadAsync(string? site, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = await Blob(site).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(blob.Content, SummaryJson.Columns.StoredLifeTable);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a table in one operation. Only for the holder of the summaries' lease.</summary>
    /// <param name="site">The site; null means the whole archive.</param>
    public Task WriteAsync(string? site, StoredLifeTable table, CancellationToken cancellationToken) => Blob(site).UploadAsync(
        new BinaryData(JsonSerializer.SerializeToUtf8Bytes(table, SummaryJson.Columns.StoredLifeTable)),
        new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
        cancellationToken);

    private BlobClient Blob(string? site) => _container.GetBlobClient(
        site is null ? "survival/archive.json"
        : TableKeys.IsSite(site) ? $"survival/sites/{site}.json"
        : throw new ArgumentException($"'{site}' is not a site.", nameof(site)));
}

/// <summary>Holds a stored life table.</summary>
/// <param name="AsOf">The time when the rows were read.</param>
public sealed record StoredLifeTable(DateTimeOffset AsOf, LifeTable Table);
