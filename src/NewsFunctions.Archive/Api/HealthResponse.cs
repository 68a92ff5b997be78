namespace NewsFunctions.Archive.Api;

/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Tables">Whether the tables answer: <c>ok</c>, or <c>unavailable</c> when they refuse or take too long, <c>unsaved</c>
/// when a storage on this machine cannot save, as on a full disk.</param>
/// <param name="Maintenance">Whether the archive stands still for maintenance: it is read, but nothing is ingested, checked or written.</param>
public sealed record HealthResponse(string Status, string Tables, bool Maintenance = false);
