using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/links</c>.</summary>
internal sealed record LinkListRequest(LinkQuery Links, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out LinkListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "kind", "state", "verdict", "host", "checkedFrom", "checkedTo", "limit", "continuation");
        var links = new LinkQuery
        {
            Site = reader.Site(),
            Kind = reader.Choice<LinkKind>("kind", LinkKinds.Name),
            State = reader.Choice<LinkState>("state", state => state.ToString()),
            Verdict = reader.Choice<Verdict>("verdict", verdict => verdict.ToString()),
            Host = reader.Text("host"),
            CheckedFrom = reader.Time("checkedFrom"),
            CheckedTo = reader.Time("checkedTo"),
        };
        reader.Check(
            links.Host is null || HostQuery.TryParse(links.Host, out _),
            "host",
            HostQuery.Rule);
        reader.Check(!(links.CheckedFrom >= links.CheckedTo), "checkedTo", "'checkedTo' is exclusive and must be after 'checkedFrom'.");
        list = new LinkListRequest(links, reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
