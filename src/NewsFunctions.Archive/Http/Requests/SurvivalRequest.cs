using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Archive.Survival;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/survival</c>.</summary>
internal sealed record SurvivalRequest(SurvivalQuery Query)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out SurvivalRequest? request,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "kind", "host", "born", "hostDeaths");
        var survival = new SurvivalQuery
        {
            Site = reader.Site(),
            Kind = reader.Choice<LinkKind>("kind", LinkKinds.Name),
            Host = reader.Text("host"),
            Born = reader.Year("born"),
            HostDeaths = reader.Flag("hostDeaths", fallback: true),
        };
        reader.Check(
            survival.Host is null || HostQuery.TryParse(survival.Host, out _),
            "host",
            "'host' is a host name without scheme and path, such as media.alalam.ir or localhost:8080.");
        request = new SurvivalRequest(survival);
        problem = reader.Problem;
        return problem is null;
    }
}
