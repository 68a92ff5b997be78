using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Reads the path and query of <c>DELETE</c>. Without <c>dryRun=false</c>, the call only reports what would be removed.</summary>
internal static class TakedownRequest
{
    public static bool TryReadArticle(
        IQueryCollection query, string site, string id, out ArticleId article, out bool dryRun, out bool rewrite, [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "dryRun", "rewrite");
        dryRun = reader.Flag("dryRun", fallback: true);
        rewrite = reader.Flag("rewrite", fallback: false);
        if (ResourcePath.TryReadArticle(query: null, site, id, out article, out problem))
        {
            problem = reader.Problem;
        }

        return problem is null;
    }

    public static bool TryReadDump(IQueryCollection query, string dumpId, out DumpId dump, out bool dryRun, [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "dryRun");
        dryRun = reader.Flag("dryRun", fallback: true);
        problem = DumpId.TryParse(dumpId, out dump) ? reader.Problem : Problems.InvalidRequest("dumpId", ResourcePath.DumpIdRule);
        return problem is null;
    }
}
