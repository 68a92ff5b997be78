using System.Text;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Storage.Articles;

/// <summary>Keeps dead links in a row of ArticleList: for each link one column with its time of death, and one with the time of its return.</summary>
/// <remarks>
/// <para>Columns instead of one list, because a merge then needs no read: one operation updates a hundred articles, and
/// visits of different shards never conflict. The later of the two times counts, so a late or repeated write changes nothing.</para>
/// <para>A row has at most 252 columns (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model),
/// so only the first links of an article have columns. For the others, one flag says that one has died.</para>
/// </remarks>
internal static class DeadLinkColumns
{
    public const int MaxLinks = 100;

    /// <summary>Set once a medium dies and never reset, so that the service can skip all other rows.</summary>
    public const string MediaDied = "MediaDied";

    private const string Died = "D_";
    private const string Back = "B_";
    private const string More = "MoreDeadLinks";

    /// <summary>Sets the columns of one link in one row. Does nothing if there is no room for a link that is not dead.</summary>
    public static void Set(TableEntity entity, LinkChange news)
    {
        if (news.IsDead && news.Reference.Link.Kind != LinkKind.Page)
        {
            entity[MediaDied] = true;
        }

        if (news.Reference.Place < MaxLinks)
        {
            entity[(news.IsDead ? Died : Back) + Encoded(news.Reference.Link.Value)] = news.Since.UtcTicks;
        }
        else if (news.IsDead)
        {
            entity[More] = true;
        }
    }

    /// <summary>Builds the entity for a row that takes no more columns.</summary>
    public static TableEntity ToMore(TableEntity refused)
    {
        TableEntity entity = new(refused.PartitionKey, refused.RowKey) { [More] = true };
        if (refused.ContainsKey(MediaDied))
        {
            entity[MediaDied] = true;
        }

        return entity;
    }

    public static IReadOnlyList<LinkId> Get(TableEntity row) =>
    [
        .. row.Keys
            .Where(name => name.StartsWith(Died, StringComparison.Ordinal) && row[name] is long died
                && !(row.TryGetValue(Back + name[Died.Length..], out object? back) && back is long later && later > died))
            .Select(name => LinkId.Parse(Decoded(name[Died.Length..])))
            .OrderBy(id => id.Value, StringComparer.Ordinal),
    ];

    public static bool HasMore(TableEntity row) => row.GetBoolean(More) ?? false;

    // A column's name is an identifier: letters, digits and underscores. A link id can have three other characters.
    private static string Encoded(string id) => id
        .Replace("_", "_u", StringComparison.Ordinal)
        .Replace("-", "_d", StringComparison.Ordinal)
        .Replace(".", "_p", StringComparison.Ordinal);

    private static string Decoded(string name)
    {
        var id = new StringBuilder(name.Length);
        for (int i = 0; i < name.Length; i++)
        {
            id.Append(name[i] != '_' ? name[i] : name[++i] switch { 'u' => '_', 'd' => '-', _ => '.' });
        }

        return id.ToString();
    }
}
