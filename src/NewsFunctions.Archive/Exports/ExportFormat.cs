namespace NewsFunctions.Archive.Exports;

public enum ExportFormat
{
    Csv,
    Ndjson,
}
