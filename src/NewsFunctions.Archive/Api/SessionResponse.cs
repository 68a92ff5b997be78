namespace NewsFunctions.Archive.Api;

/// <param name="Key">The name of the key.</param>
public sealed record SessionResponse(string Key, AccessScope Scope, DateTimeOffset ExpiresAt);

/// <summary>Says what the caller may do.</summary>
public sealed record SessionScopeResponse(AccessScope Scope);
