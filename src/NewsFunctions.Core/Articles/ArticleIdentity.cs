using NewsFunctions.Dumps;
using NewsFunctions.Sites;

namespace NewsFunctions.Articles;

/// <summary>Which site and article the texts of a dump are, from what is known around them. Pure; the rules are docs/design.md section 4.</summary>
internal sealed class ArticleIdentity(DumpBlob blob, SiteProfiles sites)
{
    private readonly string _dumpId = blob.Id.ToString();
    private readonly string? _namedSite = Metadata(blob, "site");

    public IReadOnlyList<ReadArticle> Identify(DumpRecord record, IReadOnlyList<ParsedArticle> parsed)
    {
        if (parsed.Count == 0)
        {
            return [];
        }

        var doubts = new List<DumpDiagnostic>();

        // What the upload says is about its one text; what is in a container speaks for itself.
        bool isWhole = record is { Member.Length: 0, TargetUri: null, CrawledAt: null, IsArticle: false };
        Uri? source = isWhole ? SourceUrl(doubts) : null;
        Uri? page = source ?? record.TargetUri;
        (SiteProfile Site, ArticleId Id)? found = page is null ? null : sites.FindPage(page);
        SiteProfile profile = sites.Get(FindSite(found?.Site, doubts));
        ArticleId? given = FindId(isWhole, source is not null, page, found?.Id, isWhole ? blob.Name : record.Member, record.IsPart || parsed.Count > 1, doubts);
        var articles = new ReadArticle[parsed.Count];
        for (int i = 0; i < articles.Length; i++)
        {
            ParsedArticle one = parsed[i];
            ContentHashes hashes = ContentHashes.Of(one);
            articles[i] = new ReadArticle(ToArticle(one, record, profile, given ?? hashes.TextId, hashes.Version, doubts), ToProvenance(record, one), hashes.TextId);
        }

        return articles;
    }

    private string FindSite(SiteProfile? ofPage, List<DumpDiagnostic> doubts)
    {
        if (_namedSite is not null)
        {
            if (SiteName.IsLegal(_namedSite))
            {
                return _namedSite;
            }

            doubts.Add(DumpDiagnostics.IllegalSite(SiteName.Rule));
        }

        if (ofPage is not null)
        {
            return ofPage.Name;
        }

        int slash = blob.Name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && sites.IsConfigured(blob.Name[..slash]) ? blob.Name[..slash] : sites.DefaultSite;
    }

    /// <param name="page">The address of the text's page, from metadata (<paramref name="isSource"/>) or from its record.</param>
    /// <param name="ofPage">The id in it, where a site's template fits.</param>
    /// <param name="name">Of the dump, or of the member.</param>
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
        else if (IdOfName(name) is { } ofName)
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

    private static ArticleId? IdOfName(string name)
    {
        string file = name[(name.LastIndexOf('/') + 1)..];
        int dot = file.IndexOf('.', StringComparison.Ordinal);
        string stem = dot < 0 ? file : file[..dot];
        return stem.All(char.IsAsciiDigit) && ArticleId.TryParse(stem, out ArticleId id) ? id : null;
    }

    private static string? Metadata(DumpBlob blob, string key)
    {
        string? value = blob.Metadata.FirstOrDefault(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Value?.Trim();
        return string.IsNullOrEmpty(value) ? null : value;
    }

    private static Article ToArticle(
        ParsedArticle parsed, DumpRecord record, SiteProfile site, ArticleId id, string contentHash, List<DumpDiagnostic> doubts)
    {
        DateTimeOffset? published = null;
        IReadOnlyList<DumpDiagnostic> diagnostics = parsed.Diagnostics;
        if (parsed.Dateline is { } dateline)
        {
            published = LocalTimes.At(dateline, site.TimeZone, out LocalTimeKind kind);
            diagnostics = kind switch
            {
                LocalTimeKind.Ambiguous => [.. diagnostics, DumpDiagnostics.AmbiguousTime(parsed.Offset)],
                LocalTimeKind.Skipped => [.. diagnostics, DumpDiagnostics.SkippedTime(parsed.Offset)],
                _ => diagnostics,
            };
        }
        else if (record.PublishedAt is { } told)
        {
            published = TimeZoneInfo.ConvertTime(told, site.TimeZone);
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
