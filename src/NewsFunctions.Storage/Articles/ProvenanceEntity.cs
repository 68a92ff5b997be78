using Azure.Data.Tables;
using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Articles;

/// <summary>Builds rows of Articles that hold the places of one dump where a text was found.</summary>
internal static class ProvenanceEntity
{
    public static TableEntity ToEntity(Article article, PlaceList places)
    {
        TableEntity entity = new(
            TableKeys.ArticlePartition(article.Site, article.Id),
            TableKeys.ArticleProvenance(article.Id, article.ContentHash, DumpHash(places.First)))
        {
            ["DumpName"] = places.First.DumpName,
            ["DumpId"] = places.First.DumpId,
            ["MorePlaces"] = places.HasMore,
        };
        entity.SetTime("UploadedAt", places.First.UploadedAt);
        entity.SetJson("Places", [.. places.Places.Select(Place.Of)], ArticleRowsJson.Columns.IReadOnlyListPlace);
        return entity;
    }

    public static PlaceList FromEntity(TableEntity row) => PlaceList.Of(
        row.Json("Places", ArticleRowsJson.Columns.IReadOnlyListPlace).Select(place => new Provenance
        {
            DumpName = row.GetString("DumpName"),
            DumpId = row.GetString("DumpId"),
            Member = place.Member,
            Offset = place.Offset,
            Length = place.Length,
            UploadedAt = row.Time("UploadedAt") ?? default,
            CrawledAt = place.CrawledAt,
        }),
        row.GetBoolean("MorePlaces") ?? false);

    public static string DumpHash(Provenance place) => DumpId.TryParse(place.DumpId, out DumpId id)
        ? id.Hash
        : throw new ArgumentException($"'{place.DumpId}' is not a dump id.", nameof(place));
}

/// <summary>Holds a place within its dump, as stored in a column.</summary>
internal sealed record Place(string Member, long Offset, long Length, DateTimeOffset? CrawledAt)
{
    public static Place Of(Provenance place) => new(place.Member, place.Offset, place.Length, place.CrawledAt);
}

/// <summary>Holds the places of one text in one dump: the first ones by member and offset, in whatever order they were found.</summary>
internal sealed class PlaceList : IEquatable<PlaceList>
{
    /// <summary>Limits the places, so that a dump that repeats one text endlessly cannot fill a row.</summary>
    public const int MaxPlaces = 100;

    /// <summary>Limits the columns for the JSON of a list: escapes take at most six characters for one, the numbers some more.</summary>
    public const int MaxColumns = 32;

    // Limits the total length of member names in JSON. Zip limits a name to 64 KB.
    private const int MaxCharacters = 100_000;

    private PlaceList(IReadOnlyList<Provenance> places, bool hasMore) => (Places, HasMore) = (places, hasMore);

    /// <summary>Lists the places, at least one.</summary>
    public IReadOnlyList<Provenance> Places { get; }

    public Provenance First => Places[0];

    /// <summary>True if there are more than are listed.</summary>
    public bool HasMore { get; }

    /// <param name="places">Places of one dump, at least one.</param>
    public static PlaceList Of(IEnumerable<Provenance> places, bool hasMore = false)
    {
        Provenance[] sorted = [.. places
            .OrderBy(place => place.Member, StringComparer.Ordinal)
            .ThenBy(place => place.Offset)
            .ThenBy(place => place.CrawledAt)
            .DistinctBy(place => (place.Member, place.Offset))];
        int kept = 1;
        long characters = sorted[0].Member.Length;
        while (kept < sorted.Length && kept < MaxPlaces && (characters += sorted[kept].Member.Length) <= MaxCharacters)
        {
            kept++;
        }

        return new PlaceList(sorted[..kept], hasMore || kept < sorted.Length);
    }

    public PlaceList With(PlaceList other) => Of(Places.Concat(other.Places), HasMore || other.HasMore);

    public bool Equals(PlaceList? other) => other is not null && HasMore == other.HasMore && Places.SequenceEqual(other.Places);

    public override bool Equals(object? obj) => Equals(obj as PlaceList);

    public override int GetHashCode() => HashCode.Combine(Places.Count, First, HasMore);
}
