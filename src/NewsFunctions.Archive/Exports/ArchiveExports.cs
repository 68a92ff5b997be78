using System.Globalization;
using NewsFunctions.Archive.Exports.Rows;

namespace NewsFunctions.Archive.Exports;

/// <summary>What the archive has as files: behind <c>GET /api/export/...</c> and <c>news export</c> alike.</summary>
/// <remarks>Nothing is read before an export is written, and no more than a page of storage is held while it is.</remarks>
public sealed class ArchiveExports(ExportedRows rows, LostLinks lost, TimeProvider time)
{
    /// <param name="bom">Whether CSV begins with a byte order mark.</param>
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

    // A site is made of characters that need no quoting.
    private string FileName(ExportQuery query, ExportFormat format) => string.Create(
        CultureInfo.InvariantCulture,
        $"{query.Site ?? "news"}-{ExportNames.Of(query.What)}-{time.GetUtcNow():yyyy-MM-dd}.{ExportNames.Of(format)}");
}

/// <summary>One export, ready to be written.</summary>
/// <param name="FileName">What a browser is to call it.</param>
/// <param name="WriteAsync">Writes it forwards and returns the number of rows. It flushes nothing where the rows break off.</param>
public sealed record Export(string FileName, string MediaType, Func<Stream, CancellationToken, Task<long>> WriteAsync);
