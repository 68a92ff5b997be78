namespace NewsFunctions.Archive.Exports;

/// <summary>Names exports and formats in paths and options, and gives the media type of a format.</summary>
public static class ExportNames
{
    public static string Of(ExportWhat what) => what switch
    {
        ExportWhat.Articles => "articles",
        ExportWhat.Links => "links",
        ExportWhat.Checks => "checks",
        ExportWhat.Fixes => "fixes",
        ExportWhat.Survival => "survival",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "not an export"),
    };

    public static string Of(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "ndjson";

    /// <summary>Returns the media type: CSV has a header row (RFC 4180), NDJSON one JSON object a line.</summary>
    public static string MediaTypeOf(ExportFormat format) =>
        format == ExportFormat.Csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson";
}
