namespace NewsFunctions.Archive.Ingest;

/// <summary>Holds the message that the blob trigger puts on <c>webjobs-blobtrigger-poison</c> after its last attempt.</summary>
/// <remarks>The field names are the Functions host's (BlobTriggerMessage of the WebJobs SDK).</remarks>
public sealed record PoisonBlobMessage
{
    public required string FunctionId { get; init; }

    public required string ContainerName { get; init; }

    public required string BlobName { get; init; }

    public required string ETag { get; init; }
}
