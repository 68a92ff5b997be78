using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>
/// Stores the history of a link: an append-only list of checks in pages of 16. The last page is in columns of the link's own
/// <c>L|</c> row, so that a check is one entity. When a page is full and another check comes, the page moves to a <c>C|</c> row with the
/// same columns. The reasons are in docs/decisions/0012.
/// </summary>
internal static class CheckColumns
{
    public const int PageLength = 16;

    /// <summary>Counts the checks of the history.</summary>
    public const string Count = "History";

    /// <summary>Names one column for each check. Columns after the last check of the page are left over from the page before.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enumerable.Range(0, PageLength).Select(place => string.Create(CultureInfo.InvariantCulture, $"Check{place:00}"))];

    /// <summary>Returns whether checks added to a history of <paramref name="count"/> complete a page, which then has to move.</summary>
    public static bool FillsPage(int count, int added) => count > 0 && Page(count + added) > Page(count);

    /// <summary>Adds checks to the row of a link.</summary>
    /// <param name="row">The entity that is merged into the row of the link.</param>
    /// <param name="before">The present row with its check columns; needed if <see cref="FillsPage"/> is true.</param>
    /// <param name="count">The number of checks in the row's history.</param>
    /// <returns>The pages that move to separate rows, in the same transaction.</returns>
    public static IReadOnlyList<TableEntity> Append(TableEntity row, TableEntity? before, LinkId link, int count, IEnumerable<CheckEntry> checks)
    {
        List<TableEntity> moved = [];
        foreach (CheckEntry check in checks)
        {
            if (count > 0 && count % PageLength == 0)
            {
                moved.Add(ToPage(row, before, link, Page(count)));
            }

            row[Names[count % PageLength]] = check.ToBytes();
            count++;
        }

        row[Count] = count;
        return moved;
    }

    public static int CountOf(TableEntity row) => row.GetInt32(Count) ?? 0;

    /// <summary>Returns the number of the page in the link's row.</summary>
    public static int PageOf(TableEntity row) => Page(CountOf(row));

    /// <summary>Reads the checks in the row of a link or of a page, newest first.</summary>
    public static IEnumerable<CheckEntry> Read(TableEntity row, LinkId link)
    {
        int count = row.RowKey[0] == 'C' ? PageLength : CountOf(row);
        int held = count == 0 ? 0 : ((count - 1) % PageLength) + 1;
        return Names
            .Take(held)
            .Select(name => CheckEntry.FromBytes(link, row.GetBinary(name) ?? throw new InvalidDataException(
                $"Row '{row.PartitionKey}' '{row.RowKey}' has no {name}.")))
            .OrderByDescending(entry => entry.Check.CheckedAt);
    }

    private static int Page(int count) => count == 0 ? 0 : (count - 1) / PageLength;

    private static TableEntity ToPage(TableEntity row, TableEntity? before, LinkId link, int number)
    {
        TableEntity page = new(row.PartitionKey, TableKeys.LinkCheckPage(link, number));
        foreach (string name in Names)
        {
            // A page that begins and ends with these checks has no others. If the row is gone, there is nothing to keep.
            if ((row.GetBinary(name) ?? before?.GetBinary(name)) is { } check)
            {
                page[name] = check;
            }
        }

        return page;
    }
}
