using System.Globalization;
using NewsFunctions.Archive.Exports.Rows;

namespace NewsFunctions.Archive.Exports;

/// <summary>Exports the archive as files, for <c>GET /api/export/...</c> and <c>news export</c>.</summary>
/// <remarks>Nothing is read before an export is written, and at most one page of storage is held during it.</remarks>
public sealed class ArchiveExports(ExportedRows rows, LostLinks lost, TimeProvider time)
{
    /// <param name="bom">True to begin CSV with a byte order mark.</param>
    public Export Open(ExportQuery query, ExportFormat format, bool bom) => query.What switch
    {
        ExportWhat.Articles => Open(query, format, bom, ExportTables.Articles, token => rows.ArticlesAsync(query, token)),
        ExportWhat.Links => Open(query, format, bom, ExportTables.Links, token => rows.LinksAsync(query, token)),
        ExportWhat.Checks => Open(query, format, bom, ExportTables.Checks, token => rows.ChecksAsync(query, token)),
        ExportWhat.Fixes => Open(query, format, bom, ExportTables.Fixes, token => Fixes(query, token)),
        ExportWhat.Survival => Open(query, format, bom, ExportTables.Survival, token => rows.SurvivalAsync(query, token)),
        _ => throw new ArgumentException($"{query.What} is not an export.", nameof(query)),
    };

    /// <inheritdoc cref="LostLinks.ReadAsync"/>
    public IAsyncEnumerable<FixRow> Fixes(ExportQuery query, CancellationToken cancellationToken) => lost.ReadAsync(query, cancellationToken);

    private Export Open<TRow>(
        ExportQuery query, ExportFormat format, bool bom, ExportTable<TRow> table, Func<CancellationToken, IAsyncEnumerable<TRow>> read) => new(
        FileName(query, format),
        ExportNames.MediaTypeOf(format),
        (output, token) => format == ExportFormat.Csv
            ? CsvRows.WriteAsync(read(token), table.Columns, bom, output, token)
            : NdjsonRows.WriteAsync(read(token), table.Json, output, token));

    // A site has only characters that need no quoting.
    private string FileName(ExportQuery query, ExportFormat format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.Site ?? "news"}-{ExportNames.Of(query.What)}-{time.GetUtcNow():yyyy-MM-dd}.{ExportNames.Of(format)}");
}

/// <summary>Holds one export, ready to be written.</summary>
/// <param name="FileName">The file name for browsers.</param>
/// <param name="WriteAsync">Writes it forwards and returns the number of rows. Does not flush if the rows break off.</param>
public sealed record Export(string FileName, string MediaType, Func<Stream, CancellationToken, Task<long>> WriteAsync);
