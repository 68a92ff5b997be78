using Azure.Data.Tables;

namespace NewsFunctions.Storage.Rows;

/// <summary>Sizes computed by us, because Azurite accepts what Azure refuses.</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model: an entity is at most
/// 1 MiB, a transaction at most 100 entities and 4 MiB.</remarks>
internal static class EntitySize
{
    /// <summary>A version of an article above this goes to blob storage; the rest up to 1 MiB is left for what we do not count.</summary>
    public const int MaxVersionSize = 900_000;

    public const int MaxEntitySize = 1024 * 1024;

    public const int TransactionEntities = 100;

    /// <summary>The size of the request's body, which the service limits to 4 MiB.</summary>
    public const int TransactionBytes = 3_000_000;

    // Boundary, headers, request line and the names of types around each entity of a transaction.
    private const int OperationOverhead = 700;

    /// <summary>The size as the service counts it: two bytes a character, property names and overheads included.</summary>
    public static long Stored(TableEntity entity) => 4
        + (2L * (entity.PartitionKey.Length + entity.RowKey.Length))
        + Properties(entity).Sum(property => 8 + (2L * property.Key.Length) + Stored(property.Value));

    /// <summary>An upper bound of the bytes that the entity takes in a transaction's body. Not the stored size: the SDK escapes every
    /// character that is not ASCII, six bytes each.</summary>
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
