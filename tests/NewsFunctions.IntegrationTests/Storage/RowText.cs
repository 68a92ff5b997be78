using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.IntegrationTests.Takedowns;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Writes rows as text, so that those of two archives can be compared.</summary>
internal static class RowText
{
    /// <summary>Columns in which two archives of the same content differ: the storage gives a row its version (<c>odata.etag</c>) and its time
    /// (<c>Timestamp</c>); the product draws marks of registrations and owners of rows at random, so that no two writes have the same.</summary>
    public static readonly IReadOnlyList<string> Volatile = ["odata.etag", "Timestamp", "Mark", "MarkSeen", "MarkTold", "Owner"];

    /// <summary>A line for each column, by name.</summary>
    /// <param name="without">Columns that are left out.</param>
    public static string Of(TableEntity row, IReadOnlyCollection<string> without) => string.Join('\n', row
        .Where(column => !without.Contains(column.Key))
        .Select(column => $"{column.Key}={Value(column.Value)}")
        .Order(StringComparer.Ordinal));

    /// <summary>Checks are compressed; what they say is compared, not how a version of the library packs it.</summary>
    private static string Value(object value) => value switch
    {
        byte[] bytes => StorageSearch.TryUnpack(bytes) ?? Convert.ToHexString(bytes),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}
