namespace NewsFunctions.Archive.Reports;

/// <summary>Selects the subject of a report.</summary>
/// <param name="Site">The site; null means the whole archive.</param>
/// <param name="Date">The UTC day whose end the report describes; null means now.</param>
public sealed record ReportQuery(string? Site, DateOnly? Date);
