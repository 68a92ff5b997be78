using Azure.Data.Tables;

namespace NewsFunctions.Storage.Rows;

/// <summary>Computes sizes of entities, because Azurite accepts what Azure refuses.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model: an entity is at most
/// 1 MiB, a transaction at most 100 entities and 4 MiB.</remarks>
internal static class EntitySize
{
    /// <summary>Limits a version in a table; a larger one goes to blob storage. The rest up to 1 MiB is for what we do not count.</summary>
    public const int MaxVersionSize = 900_000;

    public const int MaxEntitySize = 1024 * 1024;

    public const int TransactionEntities = 100;

    /// <summary>Limits the size of a request body. The service's limit is 4 MiB.</summary>
    public const int TransactionBytes = 3_000_000;

    // Covers boundary, headers, request line and type names around each entity of a transaction.
    private const int OperationOverhead = 700;

    /// <summary>Returns the size as the service counts it: two bytes a character, including property names and overheads.</summary>
    public static long Stored(TableEntity entity) => 4
        + (2L * (entity.PartitionKey.Length + entity.RowKey.Length))
        + Properties(entity).Sum(property => 8 + (2L * property.Key.Length) + Stored(property.Value));

    /// <summary>Returns an upper bound of the entity's bytes in a transaction's body. It differs from the stored size: the SDK escapes every
    /// non-ASCII character with six bytes.</summary>
    public static long OnWire(TableEntity entity) => OperationOverhead
        + (4L * (entity.PartitionKey.Length + entity.RowKey.Length))
        + Properties(entity).Sum(property => (2L * property.Key.Length) + 60 + (property.Value is string text ? Escaped(text) : 0));

    private static IEnumerable<KeyValuePair<string, object>> Properties(TableEntity entity) =>
        entity.Where(property => property.Value is not null && property.Key is not ("PartitionKey" or "RowKey" or "odata.etag" or "Timestamp"));

    private static long Stored(object value) => value switch
    {
        string text => 4 + (2L * text.Length),
        byte[] bytes => 4 + bytes.Length,
        bool => 1,
        int => 4,
        long or double or DateTimeOffset or DateTime => 8,
        Guid => 16,
        _ => throw new ArgumentException($"A table has no property of type {value.GetType()}.", nameof(value)),
    };

    private static long Escaped(string text)
    {
        long size = 0;
        foreach (char c in text)
        {
            size += char.IsAsciiLetterOrDigit(c) || c is ' ' or ',' or '.' or ':' or '/' or '-' or '_' or '{' or '}' or '[' or ']' or '|' ? 1 : 6;
        }

        return size;
    }
}
