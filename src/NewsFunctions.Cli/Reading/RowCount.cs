using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Cli.Reading;

/// <summary>Counts the rows of CSV or NDJSON that is passed on: the line ends outside of quotes, of which NDJSON has none inside.</summary>
internal sealed class RowCount(ExportFormat format)
{
    private long _lines;
    private bool _isQuoted;

    /// <summary>Returns how many rows were written, without the header of CSV.</summary>
    public long Rows => format == ExportFormat.Csv ? Math.Max(0, _lines - 1) : _lines;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            // A doubled quote within quotes ends the quoted text and begins it again.
            _isQuoted ^= format == ExportFormat.Csv && one == '"';
            _lines += one == '\n' && !_isQuoted ? 1 : 0;
        }
    }
}
