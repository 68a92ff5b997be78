namespace NewsFunctions.Storage.Links;

/// <summary>What an article must know of a link that it mentions.</summary>
/// <param name="Since">When the link became what it is now.</param>
public sealed record LinkChange(LinkReference Reference, bool IsDead, DateTimeOffset Since);
