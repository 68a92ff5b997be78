using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the path and query of <c>GET /api/articles/{site}/{id}/raw</c>.</summary>
/// <param name="Version">The content hash; null means the current version.</param>
/// <param name="Dump">One of the dumps that have the text; null means the newest that still exists.</param>
public sealed record ArticleBytesRequest(string Site, ArticleId Id, string? Version, DumpId? Dump)
{
    public static bool TryRead(
        IQueryCollection query,
        string site,
        string id,
        [NotNullWhen(true)] out ArticleBytesRequest? place,
        [NotNullWhen(false)] out Problem? problem)
    {
        place = null;
        if (!ResourcePath.TryReadArticle(query: null, site, id, out ArticleId article, out problem))
        {
            return false;
        }

        var reader = new QueryReader(query, "version", "dump");
        string? version = reader.Text("version");
        reader.Check(version is null || ResourcePath.IsContentHash(version), "version", ResourcePath.ContentHashRule);
        string? dump = reader.Text("dump");
        reader.Check(
            DumpId.TryParse(dump, out DumpId dumpId) || dump is null,
            "dump",
            "A dump id looks like 20160311125323-0123456789abcdef; the article's provenance lists those that have it.");
        place = new ArticleBytesRequest(site, article, version, dump is null ? null : dumpId);
        problem = reader.Problem;
        return problem is null;
    }
}
