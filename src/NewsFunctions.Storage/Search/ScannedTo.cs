using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Search;

/// <summary>Says how far a list of articles was scanned.</summary>
/// <param name="Site">The site. Sites before it by name are done.</param>
/// <param name="PublishedAt">The date up to which this site's articles, newest first, were read; null means all that have a date.</param>
public sealed record ScannedTo(string Site, DateTimeOffset? PublishedAt)
{
    /// <summary>Reads the position of a page of articles; returns null for the last page.</summary>
    public static ScannedTo? Of<T>(ResultPage<T> page) =>
        page.Reached is [{ } site, { } listKey] ? new ScannedTo(site, TableKeys.PublishedAt(listKey)) : null;
}
