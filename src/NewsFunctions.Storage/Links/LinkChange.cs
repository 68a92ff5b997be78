namespace NewsFunctions.Storage.Links;

/// <summary>Describes a change of a link to an article that mentions it.</summary>
/// <param name="Since">The time of the change.</param>
public sealed record LinkChange(LinkReference Reference, bool IsDead, DateTimeOffset Since);
