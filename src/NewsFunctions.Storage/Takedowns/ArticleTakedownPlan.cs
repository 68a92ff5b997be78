using Azure.Data.Tables;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Articles;
using NewsFunctions.Storage.Dumps;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Splits the rows of one article into those to remove and those to keep. Pure.</summary>
internal sealed class ArticleTakedownPlan
{
    private ArticleTakedownPlan(string site, ArticleId id, TableEntity? head) => (Site, Id, Head) = (site, id, head);

    public string Site { get; }

    public ArticleId Id { get; }

    public TableEntity? Head { get; }

    public required IReadOnlyList<TableEntity> GoingVersions { get; init; }

    public required IReadOnlyList<TableEntity> GoingPlaces { get; init; }

    public required IReadOnlyList<TableEntity> StayingVersions { get; init; }

    public required IReadOnlyList<TableEntity> StayingPlaces { get; init; }

    /// <summary>Holds the content hashes of all texts of the article that were ever taken down.</summary>
    public required IReadOnlySet<string> RemovedTexts { get; init; }

    public bool IsWhole => StayingVersions.Count == 0;

    /// <param name="rows">All rows of the article.</param>
    /// <param name="placeGoes">Returns whether to remove a row of places.</param>
    /// <param name="textGoes">Returns whether to remove a text with all its places, by content hash.</param>
    public static ArticleTakedownPlan For(
        string site, ArticleId id, IReadOnlyList<TableEntity> rows, Func<TableEntity, bool> placeGoes, Func<string, bool> textGoes)
    {
        ILookup<int, TableEntity> byLength = rows.ToLookup(row => TableKeys.Parts(row.RowKey).Length);
        ILookup<bool, TableEntity> places = byLength[3].ToLookup(row => placeGoes(row) || textGoes(HashOf(row)));
        HashSet<string> staying = [.. places[false].Select(HashOf)];
        ILookup<bool, TableEntity> versions = byLength[2].ToLookup(row => staying.Contains(HashOf(row)));
        TableEntity? head = byLength[1].FirstOrDefault();
        return new ArticleTakedownPlan(site, id, head)
        {
            GoingVersions = [.. versions[false]],
            GoingPlaces = [.. places[true]],
            StayingVersions = [.. versions[true]],
            StayingPlaces = [.. places[false]],
            RemovedTexts = places[true].Select(HashOf).Concat(versions[false].Select(HashOf)).Where(hash => !staying.Contains(hash))
                .Concat(head is null ? [] : ArticleHeadEntity.RemovedTexts(head))
                .ToHashSet(StringComparer.Ordinal),
        };
    }

    public static string HashOf(TableEntity row) => TableKeys.Parts(row.RowKey)[1];

    /// <summary>Returns the locations of the bytes of removed texts.</summary>
    public IEnumerable<StoredBytes> BytesOfGoingTexts() => GoingPlaces
        .Where(row => !StayingVersions.Any(version => HashOf(version) == HashOf(row)))
        .SelectMany(row => ProvenanceEntity.FromEntity(row).Places)
        .Select(place => new StoredBytes(place.DumpId, place.DumpName, place.Member, place.Offset, place.Length));
}
