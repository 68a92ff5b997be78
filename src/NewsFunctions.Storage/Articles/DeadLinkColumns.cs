using System.Text;
using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Links;

namespace NewsFunctions.Storage.Articles;

/// <summary>The dead links in a row of ArticleList: for each link that died a column with the time, and one with the time when it came back.</summary>
/// <remarks>
/// <para>Columns instead of a list in one column, because a merge then needs no reading: one operation tells a hundred articles, and
/// visits of different shards never meet. The later of the two times counts, so whoever tells late, or twice, changes nothing.</para>
/// <para>A row has at most 252 columns (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model),
/// so only the first links of an article have theirs; of the others a flag says that one has died.</para>
/// </remarks>
internal static class DeadLinkColumns
{
    public const int MaxLinks = 100;

    /// <summary>Set once a medium dies and never reset: the service can leave out all other rows.</summary>
    public const string MediaDied = "MediaDied";

    private const string Died = "D_";
    private const string Back = "B_";
    private const string More = "MoreDeadLinks";

    /// <summary>Tells one row of one link; nothing where there is no room for it and it is not dead.</summary>
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

    /// <summary>Makes the entity of a row that takes no more columns.</summary>
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

    // A column's name is an identifier: letters, digits and underscores; a link id has three characters more.
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
