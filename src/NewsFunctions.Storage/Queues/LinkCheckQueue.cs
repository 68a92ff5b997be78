using NewsFunctions.Links;

namespace NewsFunctions.Storage;

/// <summary>Asks for a visit of a shard. JSON <c>{"site","kind","bucket","run"}</c>, the kind as <c>image</c>.</summary>
public sealed record LinkCheckMessage(string Site, LinkKind Kind, string Bucket, long Run)
{
    /// <summary>The message for the current run of a shard.</summary>
    public static LinkCheckMessage For(ShardStatus status) =>
        new(status.Shard.Site, status.Shard.Kind, status.Shard.Bucket, status.Run);
}

/// <summary>The queue <c>link-checks</c>.</summary>
public sealed class LinkCheckQueue
{
    public Task SendAsync(LinkCheckMessage message, CancellationToken cancellationToken) => throw new NotImplementedException();
}
