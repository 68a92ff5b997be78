using System.Text;
using Sylvan.Data.Csv;

namespace NewsFunctions.Archive.Exports;

/// <summary>Writes rows as CSV (RFC 4180): a header row, CRLF, quotes where they are needed.</summary>
internal static class CsvRows
{
    private const int BufferSize = 32 * 1024;

    // A row may have several texts of the longest that a column of the storage takes.
    private const int MaxRowSize = 4 * 1024 * 1024;

    /// <param name="bom">Whether the file begins with a byte order mark, without which Excel takes UTF-8 for something else.</param>
    /// <returns>How many rows were written, without the header.</returns>
    public static async Task<long> WriteAsync<TRow>(
        IAsyncEnumerable<TRow> rows, IReadOnlyList<ExportColumn<TRow>> columns, bool bom, Stream output, CancellationToken cancellationToken)
    {
        // Neither writer is disposed: where the rows break off, what is still in their buffers must not go out as if it were all.
        var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: bom), BufferSize, leaveOpen: true);
        CsvDataWriter csv = CsvDataWriter.Create(text, new CsvDataWriterOptions { NewLine = "\r\n", MaxBufferSize = MaxRowSize });
        await using var reader = new RowDataReader<TRow>(rows, columns, cancellationToken);
        await csv.WriteAsync(reader, cancellationToken);
        await text.FlushAsync(cancellationToken);
        return reader.RowsRead;
    }
}
