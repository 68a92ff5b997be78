using NewsFunctions.Core.Articles;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Parsing;

namespace NewsFunctions.Dumps.Reading;

/// <summary>Decides the site and id of a dump's texts from their context. It is pure; the rules are in docs/dump-format.md, "Which article
/// it is".</summary>
internal sealed class ArticleIdentity(DumpBlob blob, SiteProfiles sites)
{
    /// <summary>The separators of folders: some Windows programs write zip entries with backslashes.</summary>
    private const string MemberDividers = "/\\";

    private readonly string _dumpId = blob.Id.ToString();
    private readonly string? _namedSite = Metadata(blob, "site");

    /// <summary>Returns whether the upload itself names a site, by metadata or by its first folder.</summary>
    public static bool NamesSite(string name, IReadOnlyDictionary<string, string> metadata, SiteProfiles sites) =>
        SiteName.IsLegal(Metadata(metadata, "site")) || SiteOfFolder(name, sites) is not null;

    public IReadOnlyList<ReadArticle> Identify(DumpRecord record, IReadOnlyList<ParsedArticle> parsed)
    {
        if (parsed.Count == 0)
        {
            return [];
        }

        var doubts = new List<DumpDiagnostic>();

        // The upload's data apply to its only text; texts in a container have their own.
        bool isWhole = record is { Member.Length: 0, TargetUri: null, CrawledAt: null } && (!record.IsArticle || record.IsPage);
        Uri? source = isWhole ? SourceUrl(doubts) : null;
        Uri? page = source ?? record.TargetUri;
        (SiteProfile Site, ArticleId Id)? found = page is null ? null : sites.FindPage(page);
        string? named = FindSite(found?.Site, doubts);
        SiteProfile profile = sites.Get(named ?? sites.DefaultSite);
        ArticleId? given = FindId(isWhole, source is not null, page, found?.Id, isWhole ? blob.Name : record.Member, record.IsPart || parsed.Count > 1, doubts);
        var articles = new ReadArticle[parsed.Count];
        for (int i = 0; i < articles.Length; i++)
        {
            ParsedArticle one = parsed[i];
            ContentHashes hashes = ContentHashes.Of(one);
            articles[i] = new ReadArticle(ToArticle(one, record, profile, given ?? hashes.TextId, hashes.Version, doubts), ToProvenance(record, one), hashes.TextId)
            {
                IsSiteAssumed = named is null,
                Earlier = one.Earlier is { } earlier ? Earlier(ContentHashes.Of(earlier)) : null,
            };
        }

        return articles;
    }

    private static EarlierText Earlier(ContentHashes hashes) => new(hashes.TextId, hashes.Version);

    /// <summary>Returns null if nothing names a site.</summary>
    private string? FindSite(SiteProfile? ofPage, List<DumpDiagnostic> doubts)
    {
        if (_namedSite is not null)
        {
            if (SiteName.IsLegal(_namedSite))
            {
                return _namedSite;
            }

            doubts.Add(DumpDiagnostics.IllegalSite(SiteName.Rule));
        }

        return ofPage?.Name ?? SiteOfFolder(blob.Name, sites);
    }

    private static string? SiteOfFolder(string name, SiteProfiles sites)
    {
        int slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && sites.IsConfigured(name[..slash]) ? name[..slash] : null;
    }

    /// <param name="page">The URL of the text's page, from metadata (<paramref name="isSource"/>) or from its record.</param>
    /// <param name="ofPage">The id in it, if a site's template matches.</param>
    /// <param name="name">The name of the dump or of the member.</param>
    private ArticleId? FindId(bool isWhole, bool isSource, Uri? page, ArticleId? ofPage, string name, bool several, List<DumpDiagnostic> doubts)
    {
        string what;
        ArticleId id;
        if (isWhole && Metadata(blob, "articleid") is { } written)
        {
            what = "metadata 'articleid'";
            if (!ArticleId.TryParse(written, out id))
            {
                doubts.Add(DumpDiagnostics.IllegalId(what));
                return null;
            }
        }
        else if (page is not null && (ofPage ?? IdOfNewsPath(page)) is { } ofAddress)
        {
            (what, id) = (isSource ? "metadata 'sourceurl'" : "record's address", ofAddress);
        }
        else if (IdOfName(name, isWhole ? "/" : MemberDividers) is { } ofName)
        {
            (what, id) = (isWhole ? "name of the dump" : "name of the member", ofName);
        }
        else
        {
            return null;
        }

        if (several)
        {
            doubts.Add(DumpDiagnostics.IdForSeveral(what));
            return null;
        }

        return id;
    }

    private Uri? SourceUrl(List<DumpDiagnostic> doubts)
    {
        if (Metadata(blob, "sourceurl") is not { } written)
        {
            return null;
        }

        if (!HttpUrl.TryParse(written, out Uri? url) || (sites.FindPage(url)?.Id ?? IdOfNewsPath(url)) is null)
        {
            doubts.Add(DumpDiagnostics.NoIdInSourceUrl());
        }

        return url;
    }

    private static ArticleId? IdOfNewsPath(Uri page) => PageId.TryReadNewsPath(page, out ArticleId id) ? id : null;

    private static ArticleId? IdOfName(string name, ReadOnlySpan<char> dividers)
    {
        string file = name[(name.AsSpan().LastIndexOfAny(dividers) + 1)..];
        int dot = file.IndexOf('.', StringComparison.Ordinal);
        string stem = dot < 0 ? file : file[..dot];
        return stem.All(char.IsAsciiDigit) && ArticleId.TryParse(stem, out ArticleId id) ? id : null;
    }

    private static string? Metadata(DumpBlob blob, string key) => Metadata(blob.Metadata, key);

    private static string? Metadata(IReadOnlyDictionary<string, string> metadata, string key)
    {
        string? value = metadata.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static Article ToArticle(
        ParsedArticle parsed, DumpRecord record, SiteProfile site, ArticleId id, string contentHash, List<DumpDiagnostic> doubts)
    {
        DateTimeOffset? published = null;
        IReadOnlyList<DumpDiagnostic> diagnostics = parsed.Diagnostics;
        if (parsed.Dateline is { } dateline)
        {
            LocalTimeKind kind = LocalTimeKind.Normal;
            published = parsed.DatelineOffset is { } offset
                ? TimeZoneInfo.ConvertTime(new DateTimeOffset(dateline, offset), site.TimeZone)
                : LocalTimes.At(dateline, site.TimeZone, out kind);
            diagnostics = kind switch
            {
                LocalTimeKind.Ambiguous => [.. diagnostics, DumpDiagnostics.AmbiguousTime(parsed.Offset)],
                LocalTimeKind.Skipped => [.. diagnostics, DumpDiagnostics.SkippedTime(parsed.Offset)],
                _ => diagnostics,
            };
        }
        else if (record.PublishedAt is { } declared)
        {
            published = TimeZoneInfo.ConvertTime(declared, site.TimeZone);
            diagnostics = [.. diagnostics.Where(d => d.Code != DumpDiagnostics.NoDateline(0).Code)];
        }

        return new Article
        {
            Site = site.Name,
            Id = id,
            Title = parsed.Title,
            Section = parsed.Section,
            PublishedAt = published,
            Signature = parsed.Signature,
            Paragraphs = parsed.Paragraphs,
            Related = parsed.Related,
            DeclaredLength = parsed.DeclaredLength,
            ActualLength = parsed.ActualLength,
            Damage = parsed.Damage,
            Language = parsed.Language,
            Extra = record.Extra,
            Diagnostics = doubts.Count == 0 ? diagnostics : [.. doubts, .. diagnostics],
            ContentHash = contentHash,
        };
    }

    private Provenance ToProvenance(DumpRecord record, ParsedArticle parsed) => new()
    {
        DumpName = blob.Name,
        DumpId = _dumpId,
        Member = record.Member,
        Offset = parsed.Offset,
        Length = parsed.Length,
        UploadedAt = blob.LastModified,
        CrawledAt = record.CrawledAt,
    };
}
