namespace NewsFunctions.Archive.Api;

/// <param name="Status"><c>ok</c> or <c>unavailable</c>.</param>
/// <param name="Tables">State of the tables: <c>ok</c>; <c>unavailable</c> if they refuse or take too long; <c>unsaved</c>
/// if a local storage cannot save, as on a full disk.</param>
/// <param name="Maintenance">True if the archive is in maintenance: it can be read, but nothing is ingested, checked or written.</param>
public sealed record HealthResponse(string Status, string Tables, bool Maintenance = false);
