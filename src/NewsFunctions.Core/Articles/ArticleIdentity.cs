using NewsFunctions.Dumps;
using NewsFunctions.Sites;

namespace NewsFunctions.Articles;

/// <summary>Which site and article a text is, from what is known around it. Pure; the rules are docs/design.md section 4.</summary>
internal static class ArticleIdentity
{
    public static IReadOnlyList<ReadArticle> Identify(DumpBlob blob, DumpRecord record, IReadOnlyList<ParsedArticle> parsed, SiteProfiles sites)
    {
        if (parsed.Count == 0)
        {
            return [];
        }

        var doubts = new List<DumpDiagnostic>();

        // What the upload says is about its one text; what is in a container speaks for itself.
        bool isWhole = record is { Member.Length: 0, TargetUri: null, CrawledAt: null, IsArticle: false };
        Uri? source = isWhole ? SourceUrl(blob, sites, doubts) : null;
        string site = FindSite(blob, source ?? record.TargetUri, sites, doubts);
        string name = isWhole ? blob.Name : record.Member;
        ArticleId? given = FindId(isWhole ? blob : null, source, record.TargetUri, name, record.IsPart || parsed.Count > 1, sites, doubts);
        SiteProfile profile = sites.Get(site);
        return [.. parsed.Select(Identified)];

        ReadArticle Identified(ParsedArticle one)
        {
            ArticleId textId = ContentHashes.TextId(one);
            return new ReadArticle(ToArticle(one, record, profile, given ?? textId, doubts), ToProvenance(blob, record, one), textId);
        }
    }

    private static string FindSite(DumpBlob blob, Uri? page, SiteProfiles sites, List<DumpDiagnostic> doubts)
    {
        if (Metadata(blob, "site") is { } named)
        {
            if (SiteName.IsLegal(named))
            {
                return named;
            }

            doubts.Add(DumpDiagnostics.IllegalSite(SiteName.Rule));
        }

        if (page is not null && sites.FindPage(page) is { } found)
        {
            return found.Site.Name;
        }

        int slash = blob.Name.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && sites.IsConfigured(blob.Name[..slash]) ? blob.Name[..slash] : sites.DefaultSite;
    }

    private static ArticleId? FindId(
        DumpBlob? blob, Uri? source, Uri? target, string name, bool several, SiteProfiles sites, List<DumpDiagnostic> doubts)
    {
        string what;
        ArticleId id;
        if (blob is not null && Metadata(blob, "articleid") is { } written)
        {
            what = "metadata 'articleid'";
            if (!ArticleId.TryParse(written, out id))
            {
                doubts.Add(DumpDiagnostics.IllegalId(what));
                return null;
            }
        }
        else if (source is not null && IdOf(source, sites) is { } ofSource)
        {
            (what, id) = ("metadata 'sourceurl'", ofSource);
        }
        else if (target is not null && IdOf(target, sites) is { } ofTarget)
        {
            (what, id) = ("record's address", ofTarget);
        }
        else if (IdOfName(name) is { } ofName)
        {
            (what, id) = (blob is null ? "name of the member" : "name of the dump", ofName);
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

    private static Uri? SourceUrl(DumpBlob blob, SiteProfiles sites, List<DumpDiagnostic> doubts)
    {
        if (Metadata(blob, "sourceurl") is not { } written)
        {
            return null;
        }

        if (!HttpUrl.TryParse(written, out Uri? url) || IdOf(url, sites) is null)
        {
            doubts.Add(DumpDiagnostics.NoIdInSourceUrl());
        }

        return url;
    }

    private static ArticleId? IdOf(Uri page, SiteProfiles sites) =>
        sites.FindPage(page)?.Id ?? (PageId.TryReadNewsPath(page, out ArticleId id) ? id : null);

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
        ParsedArticle parsed, DumpRecord record, SiteProfile site, ArticleId id, List<DumpDiagnostic> doubts)
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
            ContentHash = ContentHashes.Version(parsed),
        };
    }

    private static Provenance ToProvenance(DumpBlob blob, DumpRecord record, ParsedArticle parsed) => new()
    {
        DumpName = blob.Name,
        DumpId = blob.Id.ToString(),
        Member = record.Member,
        Offset = parsed.Offset,
        Length = parsed.Length,
        UploadedAt = blob.LastModified,
        CrawledAt = record.CrawledAt,
    };
}
