using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/stats</c> and <c>GET /api/summary</c>.</summary>
internal sealed record SiteRequest(string? Site)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out SiteRequest? request,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site");
        request = new SiteRequest(reader.Site());
        problem = reader.Problem;
        return problem is null;
    }
}
