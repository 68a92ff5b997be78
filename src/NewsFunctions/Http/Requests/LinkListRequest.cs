using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Links;
using NewsFunctions.Queries;

namespace NewsFunctions.Http.Requests;

/// <summary>The query of <c>GET /api/links</c>.</summary>
internal sealed record LinkListRequest(LinkQuery Links, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out LinkListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "kind", "state", "host", "limit", "continuation");
        var links = new LinkQuery
        {
            Site = reader.Site(),
            Kind = reader.Choice<LinkKind>("kind", LinkKinds.Name),
            State = reader.Choice<LinkState>("state", state => state.ToString()),
            Host = reader.Text("host"),
        };
        reader.Check(
            links.Host is null || Uri.CheckHostName(links.Host) != UriHostNameType.Unknown,
            "host",
            "'host' is a host name without scheme, port and path, such as media.alalam.ir.");
        list = new LinkListRequest(links, reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
