namespace NewsFunctions.Storage;

/// <summary>Creates what the archive is kept in.</summary>
public sealed class ArchiveSetup
{
    /// <summary>Creates tables, containers and queues that are not there yet. Harmless when repeated or run by several at once.</summary>
    public Task CreateAsync(CancellationToken cancellationToken) => throw new NotImplementedException();
}
