using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NewsFunctions.Storage.Rows;

/// <summary>Cuts pages from a stream of rows. A continuation is the base64url of a hash of list and filter, and the position of the
/// last item. It stays valid when rows are added or removed, and hides empty pages of the service.</summary>
internal sealed class Paging
{
    public const int MaxLimit = 1000;
    private const char Separator = '\n';
    private readonly int _limit;
    private readonly string _filterHash;

    /// <param name="list">The name of the list, so that another list refuses its continuations.</param>
    /// <param name="filter">The parts of the filter.</param>
    public Paging(string list, int limit, params ReadOnlySpan<string?> filter)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        _limit = limit;

        // Lengths distinguish ("a", "b") from ("ab", ""), and null from empty.
        StringBuilder canonical = new(list);
        foreach (string? part in filter)
        {
            canonical.Append(Separator).Append(part?.Length ?? -1).Append(':').Append(part);
        }

        _filterHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))[..16];
    }

    /// <summary>Gets the number of rows to request at a time: one more than wanted shows whether there is another page.</summary>
    public int FetchSize => Math.Min(_limit + 1, RowReader.PageSize);

    /// <returns>The position; null without a continuation.</returns>
    /// <exception cref="InvalidContinuationException">It does not belong to this list and filter.</exception>
    public string[]? Position(string? continuation, int parts)
    {
        if (continuation is null)
        {
            return null;
        }

        if (continuation.Length > 4000 || !Base64Url.IsValid(continuation))
        {
            throw new InvalidContinuationException();
        }

        string[] read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation)).Split(Separator);
        return read.Length == parts + 1 && read[0] == _filterHash && read[1..].All(IsKeyPart)
            ? read[1..]
            : throw new InvalidContinuationException();
    }

    /// <param name="position">Returns the position of an item, in parts without line breaks.</param>
    public async Task<ResultPage<T>> TakeAsync<T>(IAsyncEnumerable<T> items, Func<T, string[]> position)
    {
        List<T> page = [];
        await foreach (T item in items)
        {
            if (page.Count == _limit)
            {
                return Until(page, position(page[^1]));
            }

            page.Add(item);
        }

        return new ResultPage<T>(page, null);
    }

    /// <summary>Takes a page from a scan. A scan that has exhausted its budget ends the page early, with a continuation.</summary>
    /// <param name="budget">The budget; null means that the scan continues until the page is full.</param>
    public async Task<ResultPage<T>> TakeAsync<T>(IAsyncEnumerable<ScanStep<T>> steps, Func<T, string[]> position, ScanBudget? budget)
        where T : class
    {
        List<T> page = [];
        await foreach (ScanStep<T> step in steps)
        {
            if (step.Item is { } item)
            {
                if (page.Count == _limit)
                {
                    return Until(page, position(page[^1]));
                }

                page.Add(item);
            }
            else if (budget?.IsSpent == true)
            {
                return Until(page, step.Reached!);
            }
        }

        return new ResultPage<T>(page, null);
    }

    private ResultPage<T> Until<T>(IReadOnlyList<T> items, string[] position) =>
        new(items, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(Separator, [_filterHash, .. position])))) { Reached = position };

    // Only characters of keys may reach a query.
    private static bool IsKeyPart(string part) =>
        part.Length is > 0 and <= 400 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '|' or '.' or '_' or '-' or ':' or '[' or ']' or '~');
}
