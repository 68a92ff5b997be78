using Azure;
using Azure.Data.Tables;

namespace NewsFunctions.Storage;

/// <summary>Reads rows of one partition by key.</summary>
internal static class RowReader
{
    public const int PageSize = 1000;

    /// <summary>Reads scattered keys in few operations: never more than one for each range (unless one holds over 1,000 rows), and
    /// fewer where they lie close together.</summary>
    /// <param name="filter">A further condition on the rows, or null.</param>
    public static async Task<List<TableEntity>> ReadAsync(
        this TableClient table,
        string partition,
        IEnumerable<KeyRange> ranges,
        string? filter,
        IEnumerable<string>? select,
        CancellationToken cancellationToken)
    {
        KeyRange[] sorted = [.. ranges.Distinct().OrderBy(range => range.From, StringComparer.Ordinal)];
        string[]? columns = select is null ? null : [.. select];
        List<TableEntity> rows = [];
        int next = 0;
        while (next < sorted.Length)
        {
            next = next == sorted.Length - 1 && sorted[next].IsOneKey && filter is null
                ? await ReadOneAsync(table, partition, sorted[next].From, columns, rows, cancellationToken) + next
                : await ReadFromAsync(table, partition, sorted, next, filter, columns, rows, cancellationToken);
        }

        return rows;
    }

    public static string Range(string partition, KeyRange range) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partition} and RowKey ge {range.From} and RowKey lt {range.To}");

    private static async Task<int> ReadOneAsync(
        TableClient table,
        string partition,
        string row,
        string[]? columns,
        List<TableEntity> rows,
        CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> response = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, columns, cancellationToken);
        if (response.HasValue)
        {
            rows.Add(response.Value!);
        }

        return 1;
    }

    // One query from the first range to the end of the last. After each page that is not yet within reach of the next wanted key
    // the query is given up for one that starts there: the rows in between may be thousands.
    private static async Task<int> ReadFromAsync(
        TableClient table,
        string partition,
        KeyRange[] sorted,
        int first,
        string? filter,
        string[]? columns,
        List<TableEntity> rows,
        CancellationToken cancellationToken)
    {
        string end = sorted[first..].Select(range => range.To).Max(StringComparer.Ordinal)!;
        string query = Range(partition, sorted[first] with { To = end });
        query = filter is null ? query : $"{query} and {filter}";
        int next = first;
        await foreach (Azure.Page<TableEntity> page in table.QueryAsync<TableEntity>(query, PageSize, columns, cancellationToken).AsPages())
        {
            rows.AddRange(page.Values.Where(row => sorted.Skip(first).Any(range => range.Contains(row.RowKey))));
            if (page.ContinuationToken is null)
            {
                break;
            }

            // The service may answer an empty page with a continuation.
            if (page.Values.Count == 0)
            {
                continue;
            }

            string last = page.Values[^1].RowKey;
            while (next < sorted.Length
                && (string.CompareOrdinal(sorted[next].To, last) <= 0 || (sorted[next].IsOneKey && sorted[next].From == last)))
            {
                next++;
            }

            if (next == sorted.Length || string.CompareOrdinal(sorted[next].From, last) > 0)
            {
                return next;
            }
        }

        return sorted.Length;
    }
}
