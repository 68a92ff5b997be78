using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Storage.Takedowns;

/// <summary>What a takedown removes, or would remove, and what stays.</summary>
public sealed class TakedownReport
{
    /// <summary>Ids and places listed of each kind at most; the counts count all.</summary>
    public const int MaxListed = 1000;

    private readonly List<string> _articles = [];
    private readonly List<LinkId> _links = [];
    private readonly List<string> _captures = [];
    private readonly List<StoredBytes> _bytes = [];

    /// <summary>Ids of articles of which nothing is left.</summary>
    public IReadOnlyList<string> Articles => _articles;

    public long ArticleCount { get; private set; }

    /// <summary>Texts of articles, whether all of an article's or some.</summary>
    public long Versions { get; private set; }

    /// <summary>Links that nothing else mentions.</summary>
    public IReadOnlyList<LinkId> Links => _links;

    public long LinkCount { get; private set; }

    /// <summary>Links that stay, because other articles mention them.</summary>
    public long LinksThatStay { get; private set; }

    public long Events { get; private set; }

    /// <summary>Hashes of copies that no other link uses.</summary>
    public IReadOnlyList<string> Captures => _captures;

    /// <summary>The bytes of removed texts in dumps that stay.</summary>
    public IReadOnlyList<StoredBytes> BytesThatStay => _bytes;

    /// <summary>The time until which the storage account can restore what was deleted; null where it keeps nothing.</summary>
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

    /// <summary>The bytes of a dump that goes do not stay.</summary>
    public void ForgetBytesOf(string dumpId) => _bytes.RemoveAll(place => place.DumpId == dumpId);

    /// <summary>Notes until when something that was deleted can be brought back.</summary>
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
