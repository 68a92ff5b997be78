using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Rows;

/// <summary>Reads rows of one partition by key.</summary>
internal static class RowReader
{
    public const int PageSize = 1000;

    /// <summary>Reads scattered keys in few operations: never more than one for each range (unless one holds over 1,000 rows), and
    /// fewer if the keys are close together.</summary>
    /// <param name="filter">A further condition on the rows, or null.</param>
    public static async Task<List<TableEntity>> ReadAsync(
        this TableClient table,
        string partition,
        IEnumerable<KeyRange> ranges,
        string? filter,
        IEnumerable<string>? select,
        CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        await foreach (IReadOnlyList<TableEntity> page in table.ReadPagesAsync(partition, ranges, filter, select, cancellationToken))
        {
            rows.AddRange(page);
        }

        return rows;
    }

    /// <inheritdoc cref="ReadAsync"/>
    /// <returns>The rows as they arrive, at most 1,000 at a time. No page is empty.</returns>
    public static async IAsyncEnumerable<IReadOnlyList<TableEntity>> ReadPagesAsync(
        this TableClient table,
        string partition,
        IEnumerable<KeyRange> ranges,
        string? filter,
        IEnumerable<string>? select,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        KeyRange[] sorted = [.. ranges.Distinct().OrderBy(range => range.From, StringComparer.Ordinal)];
        string[]? columns = select is null ? null : [.. select];
        int next = 0;
        while (next < sorted.Length)
        {
            if (next == sorted.Length - 1 && sorted[next].IsOneKey && filter is null)
            {
                NullableResponse<TableEntity> one = await table.GetEntityIfExistsAsync<TableEntity>(
                    partition, sorted[next].From, columns, cancellationToken);
                if (one.HasValue)
                {
                    yield return [one.Value!];
                }

                yield break;
            }

            // One query from the first range to the end of the last. After each page that is still far from the next wanted
            // key, a new query starts at that key: there may be thousands of rows in between.
            int first = next;
            string end = sorted[first..].Select(range => range.To).Max(StringComparer.Ordinal)!;
            string query = Range(partition, sorted[first] with { To = end });
            query = filter is null ? query : $"{query} and {filter}";
            bool isOver = true;
            await foreach (Azure.Page<TableEntity> page in table.QueryAsync<TableEntity>(query, PageSize, columns, cancellationToken).AsPages())
            {
                if (page.Values.Where(row => sorted.Skip(first).Any(range => range.Contains(row.RowKey))).ToList() is { Count: > 0 } wanted)
                {
                    yield return wanted;
                }

                // The service may return an empty page with a continuation.
                if (page.ContinuationToken is null || page.Values.Count == 0)
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
                    isOver = false;
                    break;
                }
            }

            if (isOver)
            {
                yield break;
            }
        }
    }

    public static string Range(string partition, KeyRange range) => TableClient.CreateQueryFilter(
        $"PartitionKey eq {partition} and RowKey ge {range.From} and RowKey lt {range.To}");
}
