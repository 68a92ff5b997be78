using System.Globalization;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Storage.Rows;

/// <summary>Builds all table keys; nothing else does. The layout is in docs/storage.md, "Tables" and "Ids and keys".</summary>
/// <remarks>
/// <para>Parts are separated by <c>|</c>, which sorts after every character of a part (<c>[A-Za-z0-9._-]</c>). A range over
/// everything below a key ends before the same key with <c>}</c>, the next character. Rows sort by ordinal comparison.</para>
/// <para>Inverted ticks are <c>DateTime.MaxValue.Ticks - ticks</c> in 19 digits, so the newest sorts first. 19 nines mean
/// undated and sort last.</para>
/// <para>One key can be a prefix of another if ids differ in length: the rows of article 1797 are between the head and the
/// versions of article 179.</para>
/// </remarks>
internal static class TableKeys
{
    public const string Dumps = "dump";
    public const string HostRow = "host";
    public const string WebArchives = "archive";
    public const string RescueLease = "lease";
    public const string OfferWalk = "offer";
    public const string Measurements = "hour";
    public const string Words = "words";
    public const string WordsComplete = "complete";
    public const string Undated = "9999999999999999999";
    private const int TicksLength = 19;
    private const int HashLength = 16;

    public static string ArticlePartition(string site, ArticleId id) => $"{Site(site)}|{Buckets.OfArticle(Article(id))}";

    public static string ArticleHead(ArticleId id) => Article(id).Value;

    public static string ArticleVersion(ArticleId id, string contentHash) => $"{Article(id)}|{Hash(contentHash)}";

    public static string ArticleProvenance(ArticleId id, string contentHash, string dumpHash) =>
        $"{Article(id)}|{Hash(contentHash)}|{Hash(dumpHash)}";

    public static string ArticleListPartition(string site) => Site(site);

    public static string ArticleListRow(DateTimeOffset? publishedAt, ArticleId id) =>
        $"{(publishedAt is { } at ? InvertedTicks(at) : Undated)}|{Article(id)}";

    /// <summary>Returns the row of an article's words. These rows follow all rows of the list, in the same order.</summary>
    public static string ArticleWordsRow(string listKey) => $"W|{listKey}";

    /// <summary>Returns the list row that a row of words belongs to.</summary>
    public static string ListKeyOfWords(string wordsRow) => wordsRow["W|".Length..];

    /// <summary>Returns the rows of words that belong to rows of the list.</summary>
    public static KeyRange WordsOf(KeyRange listed) => new(ArticleWordsRow(listed.From), ArticleWordsRow(listed.To));

    /// <summary>Returns the dateline in the key of a list row, in UTC.</summary>
    public static DateTimeOffset? PublishedAt(string articleListRow) =>
        Parts(articleListRow)[0] is var ticks && ticks != Undated ? FromInvertedTicks(ticks) : null;

    public static string LinkPartition(LinkShard shard) => $"{Site(shard.Site)}|{ShardRow(shard)}";

    public static string LinkRow(LinkId id) => $"L|{Link(id)}";

    public static string LinkReference(LinkId id, ArticleId article) => $"R|{Link(id)}|{Article(article)}";

    /// <summary>Returns the key below which the references of a link are.</summary>
    public static string LinkReferences(LinkId id) => $"R|{Link(id)}";

    /// <summary>Returns the key of a full page of a link's history. The last page sorts first.</summary>
    public static string LinkCheckPage(LinkId id, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"C|{Link(id)}|{int.MaxValue - page:D10}");

    public static string LinkTransition(LinkId id, DateTimeOffset checkedAt) => $"E|{Link(id)}|{InvertedTicks(checkedAt)}";

    /// <summary>Returns the key below which the pending transitions of a link are.</summary>
    public static string LinkTransitions(LinkId id) => $"E|{Link(id)}";

    /// <summary>Gets the range of pending transitions and, after them, all links of a shard. Nothing else is in between.</summary>
    public static KeyRange TransitionsAndLinks => Below("E") with { To = EndOf("L") };

    /// <summary>Gets the range of all links of a shard and, after them, their references. Nothing else is in between.</summary>
    public static KeyRange LinksAndReferences => Below("L") with { To = EndOf("R") };

    public static int PageOf(string linkCheckPage) => int.MaxValue - int.Parse(Parts(linkCheckPage)[2], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Returns the key below which the full pages of a link's history are.</summary>
    public static string LinkCheckPages(LinkId id) => $"C|{Link(id)}";

    public static string ShardPartition(string site) => Site(site);

    public static string ShardRow(LinkShard shard) => $"{LinkKinds.Name(shard.Kind)}|{Bucket(shard.Kind, shard.Bucket)}";

    public static string ShardMarkRow(LinkShard shard) => $"{ShardRow(shard)}|mark";

    /// <summary>Returns a host's partition. Illegal characters become <c>~</c> and four hex digits: servers may redirect anywhere.</summary>
    public static string HostPartition(string host) => host is { Length: > 0 and <= 256 } ? string.Concat(host.Select(HostCharacter)) : throw new ArgumentException(
        "The name of a host has 1 to 256 characters.", nameof(host));

    public static string EventPartition(string site) => Site(site);

    /// <param name="subject">A link id or a host.</param>
    public static string EventRow(DateTimeOffset at, string subject, EventWhat what) => $"{InvertedTicks(at)}|{Subject(subject)}|{EventWhats.Name(what)}";

    /// <param name="service">Lower-case letters, digits and hyphens.</param>
    public static string WebArchiveService(string service) =>
        service.Length is > 0 and <= 64 && service.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? $"service|{service}"
            : throw new ArgumentException($"'{service}' is not a service: 1 to 64 characters of [a-z0-9-].", nameof(service));

    /// <summary>Returns the key of a pending order at a save service.</summary>
    public static string Offer(string site, LinkId link) => $"{OfferWalk}|{Site(site)}|{Link(link)}";

    /// <summary>Returns the key of a measurement: one row an hour, newest first.</summary>
    public static string MeasurementRow(DateTimeOffset at) =>
        InvertedTicks(new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero));

    public static string DumpRow(DumpId id) => $"{InvertedTicks(id.LastModified)}|{Hash(id.Hash)}";

    /// <summary>Returns the exclusive end of everything below a key.</summary>
    public static string EndOf(string key) => $"{key}}}";

    /// <summary>Returns the range of everything below a key, without the key: a link's history, all state rows, the shards of one kind.</summary>
    public static KeyRange Below(string key) => new($"{key}|", EndOf(key));

    /// <summary>Returns the list rows of articles published in <c>[from, to)</c>. With either bound, undated articles are excluded.</summary>
    public static KeyRange Published(DateTimeOffset? from, DateTimeOffset? to) => new(
        to is { } end ? EndOf(InvertedTicks(end)) : "0",
        from is { } start ? EndOf(InvertedTicks(start)) : to is null ? EndOf(Undated) : Undated);

    /// <summary>Returns the rows of events that happened in <c>[from, to)</c>.</summary>
    public static KeyRange Happened(DateTimeOffset? from, DateTimeOffset? to) => new(
        to is { } end ? EndOf(InvertedTicks(end)) : "0",
        EndOf(from is { } start ? InvertedTicks(start) : Undated));

    public static string InvertedTicks(DateTimeOffset at) =>
        (DateTime.MaxValue.Ticks - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The part is not inverted ticks.</exception>
    public static DateTimeOffset FromInvertedTicks(string part) =>
        part.Length == TicksLength && long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out long inverted)
            && inverted <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(DateTime.MaxValue.Ticks - inverted, TimeSpan.Zero)
            : throw new FormatException($"'{part}' is not 19 digits of inverted ticks.");

    /// <summary>Returns whether a site is 1 to 32 characters of <c>[a-z0-9-]</c> and does not begin with a hyphen.</summary>
    public static bool IsSite(string? site) =>
        site is { Length: >= 1 and <= 32 } && site[0] != '-'
        && site.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static string[] Parts(string key) => key.Split('|');

    /// <summary>Reads kind and bucket from a row of LinkShards or a partition of Links, and whether it is a mark row.</summary>
    /// <exception cref="FormatException">The key is neither.</exception>
    public static (LinkShard Shard, bool IsMark) ParseShardRow(string site, string rowKey)
    {
        string[] parts = Parts(rowKey);
        return parts.Length is 2 or 3 && parts[0].Length > 0 && (parts.Length == 2 || parts[2] == "mark")
            && LinkKinds.FromLetter(parts[0][0]) is { } kind && LinkKinds.Name(kind) == parts[0]
            ? (new LinkShard(site, kind, parts[1]), parts.Length == 3)
            : throw new FormatException($"'{rowKey}' is not a row key of LinkShards.");
    }

    private static string Site(string site) => IsSite(site)
        ? site
        : throw new ArgumentException($"'{site}' is not a site: [a-z0-9][a-z0-9-]{{0,31}}.", nameof(site));

    private static ArticleId Article(ArticleId id) => id.Value is not null
        ? id
        : throw new ArgumentException("An article id has 1 to 64 characters of [A-Za-z0-9._-]; the default value is none.", nameof(id));

    private static string Link(LinkId id) => id.Value
        ?? throw new ArgumentException("A link id names kind, bucket and hash, or a page's article; the default value is none.", nameof(id));

    private static string HostCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_' or ':'
        ? c.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"~{(int)c:x4}");

    // Hosts may be IPv6 addresses and have a port.
    private static string Subject(string subject) =>
        subject is { Length: >= 1 and <= 260 } && subject.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or ':' or '[' or ']')
            ? subject
            : throw new ArgumentException($"'{subject}' is neither a link id nor a host in lower case and its ASCII form.", nameof(subject));

    private static string Hash(string hash) => hash is { Length: HashLength } && hash.All(char.IsAsciiHexDigitLower)
        ? hash
        : throw new ArgumentException($"'{hash}' is not a hash: 16 lower-case hexadecimal digits.", nameof(hash));

    private static string Bucket(LinkKind kind, string bucket) => bucket is { Length: > 0 } && LegalBucket(kind, bucket)
        ? bucket
        : throw new ArgumentException(
            $"'{bucket}' is not a bucket of kind {kind}: yyyy-MM (media), digits or yyyyMM (pages), or x and two hexadecimal digits.",
            nameof(bucket));

    private static bool LegalBucket(LinkKind kind, string bucket) => (bucket.Length == 3 && bucket[0] == 'x' && bucket[1..].All(char.IsAsciiHexDigitLower))
        || (kind == LinkKind.Page
            ? bucket.Length <= 6 && bucket.All(char.IsAsciiDigit)
            : bucket.Length == 7 && Buckets.OfMedia($"/{bucket.Replace('-', '/')}/") == bucket);
}

/// <summary>Spans row keys from <paramref name="From"/> (inclusive) to <paramref name="To"/> (exclusive).</summary>
internal readonly record struct KeyRange(string From, string To)
{
    /// <summary>Returns the range of exactly one key: the exclamation mark sorts before every character of a key.</summary>
    public static KeyRange Of(string key) => new(key, $"{key}!");

    public bool IsOneKey => To.Length == From.Length + 1 && To[^1] == '!';

    public bool Contains(string key) => string.CompareOrdinal(key, From) >= 0 && string.CompareOrdinal(key, To) < 0;
}
