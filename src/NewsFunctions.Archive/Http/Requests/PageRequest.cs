using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http.Requests;

/// <summary>Holds the query of a list without filters.</summary>
internal sealed record PageRequest(int Limit, string? Continuation)
{
    public static bool TryRead(
        IQueryCollection query,
        [NotNullWhen(true)] out PageRequest? page,
        [NotNullWhen(false)] out Problem? problem)
    {
        var reader = new QueryReader(query, "limit", "continuation");
        page = new PageRequest(reader.Limit(), reader.Text("continuation"));
        problem = reader.Problem;
        return problem is null;
    }
}
