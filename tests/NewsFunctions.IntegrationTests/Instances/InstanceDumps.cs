using System.Globalization;
using System.Text;
using NewsFunctions.IntegrationTests.EndToEnd;

namespace NewsFunctions.IntegrationTests.Instances;

/// <summary>Makes the dumps of an <see cref="InstanceRun"/>: articles of several sites and months, each in two dumps, and some of them a
/// third time with the publisher's id. So instances meet at the same rows.</summary>
internal static class InstanceDumps
{
    private const int ArticlesPerSite = 15;
    private const int OneInSoManyHasId = 5;
    private const int FirstId = 800_000;

    public static IReadOnlyList<string> Sites { get; } = ["north", "east", "south", "west"];

    /// <summary>Lists names and contents. The folder of a name is the site.</summary>
    public static IReadOnlyList<(string Name, BinaryData Content, int Articles)> All { get; } = [.. Sites.SelectMany(Of)];

    /// <summary>The rows after all dumps are ingested. Every item has a link, and an article whose id is known has its own page, too.</summary>
    public static RowCounts Rows { get; } = Count(Sites.Count * ArticlesPerSite, Sites.Count * ArticlesPerSite / OneInSoManyHasId);

    private static IEnumerable<(string Name, BinaryData Content, int Articles)> Of(string site, int index)
    {
        // Numbers follow one another in time: three days lie between two articles.
        for (int article = 0; article < ArticlesPerSite; article++)
        {
            int number = 1 + (ArticlesPerSite * index) + article;
            int next = 1 + (ArticlesPerSite * index) + ((article + 1) % ArticlesPerSite);
            string both = $"{InventedNews.Dump(1, first: number)}{InventedNews.Dump(1, first: next)}";
            yield return (string.Create(CultureInfo.InvariantCulture, $"{site}/lamp-{article:00}.txt"), new BinaryData(Encoding.UTF8.GetBytes(both)), 2);
            if (article % OneInSoManyHasId == 0)
            {
                // A name of digits is the id of the only article.
                yield return (string.Create(CultureInfo.InvariantCulture, $"{site}/{FirstId + number}.txt"), InventedNews.Dump(1, first: number), 1);
            }
        }
    }

    private static RowCounts Count(int articles, int withId) => new(
        // The text id of an article with an id has a head that names the article.
        Heads: articles + withId,
        Versions: articles,
        Provenances: (2 * articles) + withId,
        ListRows: articles,
        Links: (3 * articles) + withId,
        References: (3 * articles) + withId);
}
