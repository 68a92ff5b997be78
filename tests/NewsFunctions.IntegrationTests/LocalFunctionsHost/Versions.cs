using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>Lists the newest API versions that the pinned Azurite supports.</summary>
internal static class Versions
{
    public static BlobClientOptions Blobs => new(BlobClientOptions.ServiceVersion.V2026_06_06);

    public static QueueClientOptions Queues => new(QueueClientOptions.ServiceVersion.V2026_06_06);
}
