using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Core.Facts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Keeps the titles that dumps gave a page, in columns of its <c>L|</c> row, independent of their order of arrival.</summary>
/// <remarks>
/// A registration reads nothing, so it cannot know the existing titles. Each title has a column named by a hash, so it does not touch the
/// others and may be written again. If two titles share a column, the later one stands. That limits the size of a row, and is the only case
/// in which the order matters.
/// </remarks>
internal static class TitleColumns
{
    public static IReadOnlyList<string> Names { get; } =
        [.. Enumerable.Range(0, ExpectedTitles.Slots).Select(slot => string.Create(CultureInfo.InvariantCulture, $"Title{slot}"))];

    public static void Write(TableEntity entity, IEnumerable<string> titles)
    {
        foreach (string title in titles)
        {
            entity.SetText(Names[ExpectedTitles.SlotOf(title)], ExpectedTitles.Shortened(title));
        }
    }

    /// <summary>Reads all titles except the one that is shown, in ordinal order.</summary>
    public static IReadOnlyList<string> ReadOthers(TableEntity row)
    {
        string? shown = row.Text("Title") is { } title ? ExpectedTitles.Shortened(title) : null;
        return Names.Select(row.Text).OfType<string>().Where(other => other != shown).Distinct().Order(StringComparer.Ordinal).ToArray();
    }
}
