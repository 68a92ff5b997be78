namespace NewsFunctions.Exports;

public enum ExportFormat
{
    Csv,
    Ndjson,
}
