using System.Runtime.InteropServices;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Stores the links of a long ingest between commits, so that each is counted once even after a crash: an append
/// blob of 64-bit hashes for each dump, in the container <c>ingests</c>.</summary>
/// <remarks>A hash that is appended again after a crash, or by two ingests at once, is simply stored twice.</remarks>
public sealed class IngestLinks
{
    private readonly ArchiveClients _clients;

    internal IngestLinks(ArchiveClients clients) => _clients = clients;

    public async Task AppendAsync(DumpId dump, IReadOnlyCollection<ulong> hashes, CancellationToken cancellationToken)
    {
        if (hashes.Count == 0)
        {
            return;
        }

        AppendBlobClient blob = Blob(dump);
        byte[] bytes = MemoryMarshal.AsBytes<ulong>(hashes.ToArray()).ToArray();
        for (int start = 0; start < bytes.Length; start += blob.AppendBlobMaxAppendBlockBytes)
        {
            int length = Math.Min(blob.AppendBlobMaxAppendBlockBytes, bytes.Length - start);
            try
            {
                await AppendAsync();
            }
            catch (RequestFailedException e) when (e.Status == 404)
            {
                await blob.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
                await AppendAsync();
            }

            async Task AppendAsync()
            {
                using var block = new MemoryStream(bytes, start, length, writable: false);
                await blob.AppendBlockAsync(block, cancellationToken: cancellationToken);
            }
        }
    }

    /// <summary>Reads the hashes; empty if nothing was appended.</summary>
    public async Task<IReadOnlyCollection<ulong>> ReadAsync(DumpId dump, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult content = await Blob(dump).DownloadContentAsync(cancellationToken);
            return MemoryMarshal.Cast<byte, ulong>(content.Content.ToMemory().Span).ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return [];
        }
    }

    public Task DeleteAsync(DumpId dump, CancellationToken cancellationToken) =>
        Blob(dump).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    private AppendBlobClient Blob(DumpId dump) => _clients.IngestBlobs.GetAppendBlobClient(dump.ToString());
}
