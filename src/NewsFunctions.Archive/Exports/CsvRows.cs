using System.Text;
using Sylvan.Data.Csv;

namespace NewsFunctions.Archive.Exports;

/// <summary>Writes rows as CSV (RFC 4180): a header row, CRLF, quotes if needed.</summary>
internal static class CsvRows
{
    private const int BufferSize = 32 * 1024;

    // A row may have several texts of the maximum length of a storage column.
    private const int MaxRowSize = 4 * 1024 * 1024;

    /// <param name="bom">True to begin the file with a byte order mark. Without it, Excel does not detect UTF-8.</param>
    /// <returns>The number of rows written, without the header.</returns>
    public static async Task<long> WriteAsync<TRow>(
        IAsyncEnumerable<TRow> rows, IReadOnlyList<ExportColumn<TRow>> columns, bool bom, Stream output, CancellationToken cancellationToken)
    {
        // Neither writer is disposed: if the rows break off, their buffers must not be sent as if the file were complete.
        var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: bom), BufferSize, leaveOpen: true);
        CsvDataWriter csv = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\r\n", MaxBufferSize = MaxRowSize });
        await using var reader = new RowDataReader<TRow>(rows, columns, cancellationToken);
        await csv.WriteAsync(reader, cancellationToken);
        await text.FlushAsync(cancellationToken);
        return reader.RowsRead;
    }
}
