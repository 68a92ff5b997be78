namespace NewsFunctions.Storage;

/// <summary>Asks for the ingest of a dump. JSON <c>{"name"}</c>.</summary>
/// <param name="Name">The name of the blob within the container of the uploads.</param>
public sealed record IngestMessage(string Name);

/// <summary>The queue <c>ingests</c>.</summary>
public sealed class IngestQueue
{
    public Task SendAsync(IngestMessage message, CancellationToken cancellationToken) => throw new NotImplementedException();
}
