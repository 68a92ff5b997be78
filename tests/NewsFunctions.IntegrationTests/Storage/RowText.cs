using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.IntegrationTests.Takedowns;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Writes rows as text, so that the rows of two archives can be compared.</summary>
internal static class RowText
{
    /// <summary>
    /// Columns that differ between archives of the same content. The storage sets the version (<c>odata.etag</c>) and
    /// the time (<c>Timestamp</c>); the product uses random values for registration marks and row owners.
    /// </summary>
    public static readonly IReadOnlyList<string> Volatile = ["odata.etag", "Timestamp", "Mark", "MarkSeen", "MarkTold", "Owner"];

    /// <summary>Writes a line for each column, ordered by name.</summary>
    /// <param name="without">Columns that are left out.</param>
    public static string Of(TableEntity row, IReadOnlyCollection<string> without) => string.Join('\n', row
        .Where(column => !without.Contains(column.Key))
        .Select(column => $"{column.Key}={Value(column.Value)}")
        .Order(StringComparer.Ordinal));

    /// <summary>
    /// Decompresses checks, so that their content is compared and not the output of one version of the compression
    /// library.
    /// </summary>
    private static string Value(object value) => value switch
    {
        byte[] bytes => StorageSearch.TryUnpack(bytes) ?? Convert.ToHexString(bytes),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
