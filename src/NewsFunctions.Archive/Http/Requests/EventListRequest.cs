using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Ids;
using NewsFunctions.Storage.Events;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/events</c>.</summary>
internal sealed record EventListRequest(EventFilter Filter, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out EventListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "what", "kind", "host", "from", "to", "limit", "continuation");
        EventFilter filter = ReadFilter(reader) with { From = reader.Time("from"), To = reader.Time("to") };
        reader.Check(!(filter.From >= filter.To), "to", "'to' is exclusive and must be after 'from'.");
        list = new EventListRequest(filter, reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }

    /// <summary>Reads the query of <c>GET /api/feeds/events.xml</c>, which has the newest events on one page.</summary>
    public static bool TryReadFeed(
        IQueryCollection query,
        [NotNullWhen(true)] out EventFilter? filter,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "site", "what", "kind", "host", AccessGate.FeedParameter);
        filter = ReadFilter(reader);
        problem = reader.Problem;
        return problem is null;
    }

    private static EventFilter ReadFilter(QueryReader reader)
    {
        var filter = new EventFilter
        {
            Site = reader.Site(),
            What = reader.Choice<EventWhat>("what", EventWhats.Name),
            Kind = reader.Choice<LinkKind>("kind", LinkKinds.Name),
            Host = reader.Text("host"),
        };
        reader.Check(filter.Host is null || HostQuery.TryParse(filter.Host, out _), "host", HostQuery.Rule);
        return filter;
    }
}
