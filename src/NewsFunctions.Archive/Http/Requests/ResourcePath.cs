using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Reads the parts of a path that name one resource. Such calls take no query unless they page.</summary>
internal static class ResourcePath
{
    /// <param name="query">The query; null if the call's parameters are read elsewhere.</param>
    public static bool TryReadArticle(
        IQueryCollection? query,
        string site,
        string id,
        out ArticleId article,
        [NotNullWhen(false)] out Problem? problem)
    {
        RequestErrors errors = SiteErrors(site);
        if (!ArticleId.TryParse(id, out article))
        {
            errors.Add("id", $"An article id has 1 to {ArticleId.MaxLength} characters of A-Z, a-z, 0-9, '.', '_', '-'.");
        }

        problem = errors.Problem ?? (query is null ? null : new QueryReader(query).Problem);
        return problem is null;
    }

    public static bool TryReadVersion(
        IQueryCollection query,
        string site,
        string id,
        string contentHash,
        out ArticleId article,
        [NotNullWhen(false)] out Problem? problem)
    {
        if (!TryReadArticle(query, site, id, out article, out problem))
        {
            return false;
        }

        problem = IsContentHash(contentHash) ? null : Problems.InvalidRequest("contentHash", ContentHashRule);
        return problem is null;
    }

    public static bool IsContentHash(string text) => text.Length == 16 && text.All(char.IsAsciiHexDigitLower);

    internal const string ContentHashRule = "The hash of a version has 16 lower-case hexadecimal digits; GET /api/articles/{site}/{id}/versions lists them.";

    /// <param name="query">The query; null if the call's parameters are read elsewhere.</param>
    public static bool TryReadLink(
        IQueryCollection? query,
        string site,
        string linkId,
        out LinkId link,
        [NotNullWhen(false)] out Problem? problem)
    {
        RequestErrors errors = SiteErrors(site);
        if (!LinkId.TryParse(linkId, out link))
        {
            errors.Add("linkId", Problems.LinkIdRule);
        }

        problem = errors.Problem ?? (query is null ? null : new QueryReader(query).Problem);
        return problem is null;
    }

    public static bool TryReadDump(IQueryCollection query, string dumpId, out DumpId dump, [NotNullWhen(false)] out Problem? problem)
    {
        problem = DumpId.TryParse(dumpId, out dump)
            ? new QueryReader(query).Problem
            : Problems.InvalidRequest("dumpId", DumpIdRule);
        return problem is null;
    }

    public static bool TryReadCapture(IQueryCollection query, string sha256, [NotNullWhen(false)] out Problem? problem)
    {
        problem = sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
            ? new QueryReader(query).Problem
            : Problems.InvalidRequest("sha256", "The hash of a capture has 64 lower-case hexadecimal digits. The captureUrl of a link has it.");
        return problem is null;
    }

    internal const string DumpIdRule = "A dump id looks like 20160311125323-0123456789abcdef; GET /api/dumps lists them.";

    private static RequestErrors SiteErrors(string site)
    {
        var errors = new RequestErrors();
        if (!SiteName.IsLegal(site))
        {
            errors.Add("site", $"A site has {SiteName.Rule}.");
        }

        return errors;
    }
}
