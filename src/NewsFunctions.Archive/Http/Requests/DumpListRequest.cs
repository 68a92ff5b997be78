using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ledger;
using NewsFunctions.Storage.Dumps;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of <c>GET /api/dumps</c>.</summary>
internal sealed record DumpListRequest(DumpFilter Filter, int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out DumpListRequest? list,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "name", "status", "limit", "continuation");
        var filter = new DumpFilter
        {
            Name = reader.Text("name"),
            Status = reader.Choice<DumpStatus>("status", status => status.ToString()),
        };
        list = new DumpListRequest(filter, reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
