using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Core.Summaries;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Stores summaries in the container <c>reports</c>: one of the whole archive and one of each site, a JSON blob each, and the lease
/// for writing them.</summary>
public sealed class SummaryStore
{
    /// <summary>Names an empty blob. The writer of summaries holds its lease.</summary>
    internal const string LeaseBlob = "summaries/lease";

    // Limits the cached summaries. An archive with more sites reads theirs again.
    private const int MaxKept = 16;

    private readonly BlobContainerClient _container;
    private readonly ConcurrentDictionary<string, (ETag Version, StoredSummary? Summary)> _kept = new(StringComparer.Ordinal);

    internal SummaryStore(ArchiveClients clients) => _container = clients.ReportBlobs;

    /// <summary>Gets the duration of a lease without renewal: the longest that the service allows for a timed lease.</summary>
    public static TimeSpan LeaseDuration { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads a summary in one operation. Returns null if there is none, or if this version cannot read what another version wrote.</summary>
    /// <remarks>An unchanged summary is not sent and parsed again, which took most of the time of a call.</remarks>
    /// <param name="site">The site; null means the whole archive.</param>
    public async Task<StoredSummary?> ReadAsync(string? site, CancellationToken cancellationToken)
    {
        BlobClient blob = Blob(site);
        (ETag Version, StoredSummary? Summary)? kept = _kept.TryGetValue(blob.Name, out (ETag, StoredSummary?) last) ? last : null;
        try
        {
            Response<BlobDownloadResult> response = await blob.DownloadContentAsync(
                new BlobDownloadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = kept?.Version } }, cancellationToken);
            if (kept is not null && response.GetRawResponse().Status == (int)HttpStatusCode.NotModified)
            {
                return kept.Value.Summary;
            }

            StoredSummary? summary = Parse(response.Value.Content);
            Keep(blob.Name, response.Value.Details.ETag, summary);
            return summary;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes a summary in one operation. Only for the holder of the lease.</summary>
    /// <param name="site">The site; null means the whole archive.</param>
    public Task WriteAsync(string? site, StoredSummary summary, CancellationToken cancellationToken) => Blob(site).UploadAsync(
        new BinaryData(JsonSerializer.SerializeToUtf8Bytes(summary, SummaryJson.Columns.StoredSummary)),
        new BlobUploadOptions { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } },
        cancellationToken);

    /// <summary>Acquires the lease that keeps other instances from writing summaries. One operation, three the first time.</summary>
    /// <returns>The lease id; null while another instance holds it.</returns>
    public async Task<string?> TryAcquireAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AcquireAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            await CreateLeaseBlobAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }

        try
        {
            return await AcquireAsync(cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return null;
        }
    }

    /// <returns>False if another instance holds it by now.</returns>
    public async Task<bool> RenewAsync(string leaseId, CancellationToken cancellationToken)
    {
        try
        {
            await Lease(leaseId).RenewAsync(cancellationToken: cancellationToken);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    /// <summary>Releases the lease. Does nothing if another instance holds it by now.</summary>
    public async Task ReleaseAsync(string leaseId, CancellationToken cancellationToken)
    {
        try
        {
            await Lease(leaseId).ReleaseAsync(cancellationToken: cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
        }
    }

    private static StoredSummary? Parse(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, SummaryJson.Columns.StoredSummary);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Keep(string name, ETag version, StoredSummary? summary)
    {
        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        _kept[name] = (version, summary);
    }

    private async Task<string> AcquireAsync(CancellationToken cancellationToken) =>
        (await Lease(leaseId: null).AcquireAsync(LeaseDuration, cancellationToken: cancellationToken)).Value.LeaseId;

    private async Task CreateLeaseBlobAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _container.GetBlobClient(LeaseBlob).UploadAsync(
                BinaryData.Empty,
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            // Another instance was faster.
        }
    }

    private BlobLeaseClient Lease(string? leaseId) => _container.GetBlobClient(LeaseBlob).GetBlobLeaseClient(leaseId);

    private BlobClient Blob(string? site) => _container.GetBlobClient(
        site is null ? "summaries/archive.json"
        : TableKeys.IsSite(site) ? $"summaries/sites/{site}.json"
        : throw new ArgumentException($"'{site}' is not a site.", nameof(site)));
}

/// <summary>Holds a stored summary.</summary>
/// <param name="Seconds">The time it took to build, which tells a caller whether waiting for another is reasonable.</param>
public sealed record StoredSummary(ArchiveSummary Summary, double Seconds);
