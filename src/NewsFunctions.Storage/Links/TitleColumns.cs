using System.Globalization;
using Azure.Data.Tables;
using NewsFunctions.Core.Facts;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>The columns of a page's <c>L|</c> row that keep the titles which dumps gave it, whatever the order in which they came.</summary>
/// <remarks>
/// A registration reads nothing, so it cannot know which titles are there: each has its column by a hash, where it does not touch the
/// others and may be written again. Of two titles of one column the later stands: that bounds what a row may grow to, and is the one case
/// in which the order still counts.
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

    /// <summary>All but the one that is shown, in ordinal order.</summary>
    public static IReadOnlyList<string> ReadOthers(TableEntity row)
    {
        string? shown = row.Text("Title") is { } title ? ExpectedTitles.Shortened(title) : null;
        return Names.Select(row.Text).OfType<string>().Where(other => other != shown).Distinct().Order(StringComparer.Ordinal).ToArray();
    }
}
