using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Search;

/// <summary>How far a list of articles has got.</summary>
/// <param name="Site">Sites before this one by name are done.</param>
/// <param name="PublishedAt">Of this site, all articles published since were looked at; null: all that have a date.</param>
public sealed record ScannedTo(string Site, DateTimeOffset? PublishedAt)
{
    /// <summary>Reads the position of a page of articles; null: it is the last.</summary>
    public static ScannedTo? Of<T>(ResultPage<T> page) =>
        page.Reached is [{ } site, { } listKey] ? new ScannedTo(site, TableKeys.PublishedAt(listKey)) : null;
}
