using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>Reports what a takedown removes, or would remove, and what stays.</summary>
public sealed class TakedownReport
{
    /// <summary>Limits the ids and places listed of each kind. The counts include all.</summary>
    public const int MaxListed = 1000;

    private readonly List<string> _articles = [];
    private readonly List<LinkId> _links = [];
    private readonly List<string> _captures = [];
    private readonly List<StoredBytes> _bytes = [];

    /// <summary>Lists ids of articles that have no texts left.</summary>
    public IReadOnlyList<string> Articles => _articles;

    public long ArticleCount { get; private set; }

    /// <summary>Counts the removed texts of articles, whether all of an article's or some.</summary>
    public long Versions { get; private set; }

    /// <summary>Lists links that nothing else mentions.</summary>
    public IReadOnlyList<LinkId> Links => _links;

    public long LinkCount { get; private set; }

    /// <summary>Counts links that stay, because other articles mention them.</summary>
    public long LinksThatStay { get; private set; }

    public long Events { get; private set; }

    /// <summary>Lists hashes of captures that no other link uses.</summary>
    public IReadOnlyList<string> Captures => _captures;

    /// <summary>Locates the bytes of removed texts in dumps that stay.</summary>
    public IReadOnlyList<StoredBytes> BytesThatStay => _bytes;

    /// <summary>Gets the time until which the storage account can restore what was deleted; null if it cannot.</summary>
    public DateTimeOffset? RecoverableUntil { get; private set; }

    internal void AddArticle(string site, ArticleId id)
    {
        ArticleCount++;
        AddUpToLimit(_articles, $"{site}/{id}");
    }

    internal void AddVersions(long count) => Versions += count;

    internal void AddLinks(IReadOnlyCollection<LinkId> going, long staying)
    {
        LinkCount += going.Count;
        LinksThatStay += staying;
        foreach (LinkId link in going)
        {
            AddUpToLimit(_links, link);
        }
    }

    internal void AddEvents(long count) => Events += count;

    internal void AddCapture(string sha256) => AddUpToLimit(_captures, sha256);

    internal void AddBytes(IEnumerable<StoredBytes> places)
    {
        foreach (StoredBytes place in places)
        {
            AddUpToLimit(_bytes, place);
        }
    }

    /// <summary>Drops the bytes of a dump that is deleted as a whole.</summary>
    public void ForgetBytesOf(string dumpId) => _bytes.RemoveAll(place => place.DumpId == dumpId);

    /// <summary>Records the time until which something deleted can be restored.</summary>
    public void AddRecoverable(DateTimeOffset? until) =>
        RecoverableUntil = until is { } later && (RecoverableUntil is not { } known || later > known) ? later : RecoverableUntil;

    private static void AddUpToLimit<T>(List<T> list, T item)
    {
        if (list.Count < MaxListed)
        {
            list.Add(item);
        }
    }
}
