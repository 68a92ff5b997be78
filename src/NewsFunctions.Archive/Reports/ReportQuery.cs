namespace NewsFunctions.Archive.Reports;

/// <summary>What a report is about.</summary>
/// <param name="Site">Null: the whole archive.</param>
/// <param name="Date">The UTC day at whose end the archive is described; null: as it is now.</param>
public sealed record ReportQuery(string? Site, DateOnly? Date);
