using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using NewsFunctions.Archive.Ingest;
using NewsFunctions.Storage.Connection;

namespace NewsFunctions.Functions;

/// <summary>Parses an uploaded dump into the tables.</summary>
public sealed class IngestDump(DumpIngest ingest)
{
    // Flex Consumption supports only Event Grid as a source. Events can get lost; ReconcileDumps finds those uploads.
    [Function(nameof(IngestDump))]
    public Task RunAsync(
        [BlobTrigger(ArchiveNames.DumpsContainer + "/{name}", Source = BlobTriggerSource.EventGrid, Connection = ArchiveNames.Connection)] BlobClient blob,
        CancellationToken cancellationToken) =>
        ingest.IngestAsync(blob.Name, cancellationToken);
}
