using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Describes an operation beyond its route, its query and the schema of its response.</summary>
/// <param name="Function">The function's name, which is also the operation's id.</param>
/// <param name="Summary">A summary of one sentence.</param>
internal sealed record ApiOperation(string Function, string Tag, string Summary)
{
    public string? Description { get; init; }

    /// <summary>Parses the query like the function does.</summary>
    public Action<IQueryCollection> ReadQuery { get; init; } = query => _ = new QueryReader(query);

    /// <summary>Example values of parameters.</summary>
    public IReadOnlyDictionary<string, object> Examples { get; init; } = new Dictionary<string, object>();

    /// <summary>The record type of the response. Null if the response is not a record.</summary>
    public Type? Answer { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public IReadOnlyList<string> MediaTypes { get; init; } = ["application/json"];

    /// <summary>Whether the response has an ETag, so that clients can make conditional requests.</summary>
    public bool HasETag { get; init; }

    /// <summary>The record type of the request body. Null if there is no body or the body is a file.</summary>
    public Type? Body { get; init; }

    /// <summary>An example body: JSON, or the name of a file.</summary>
    public object? BodyExample { get; init; }

    /// <summary>Further status codes that do not follow from the other properties, and when they are returned.</summary>
    public IReadOnlyDictionary<int, string> Others { get; init; } = new Dictionary<int, string>();

    /// <summary>Whether the same response may come with 202, which means that the call must be repeated.</summary>
    public bool MayTakeLonger { get; init; }

    /// <summary>Whether the operation works without the storage.</summary>
    public bool NeedsNoStorage { get; init; }
}
