using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Http.Requests;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>What the document says of one function beside its route, its query and the shape of its answer.</summary>
/// <param name="Function">The function's name; the operation's id, too.</param>
/// <param name="Summary">One sentence.</param>
internal sealed record ApiOperation(string Function, string Tag, string Summary)
{
    public string? Description { get; init; }

    /// <summary>Reads the query as the function does.</summary>
    public Action<IQueryCollection> ReadQuery { get; init; } = query => _ = new QueryReader(query);

    /// <summary>Values of parameters that the example gives.</summary>
    public IReadOnlyDictionary<string, object> Examples { get; init; } = new Dictionary<string, object>();

    /// <summary>The record that the answer is; null where it is none.</summary>
    public Type? Answer { get; init; }

    public int Status { get; init; } = StatusCodes.Status200OK;

    public IReadOnlyList<string> MediaTypes { get; init; } = ["application/json"];

    /// <summary>Whether the answer has an ETag, so that it need not be sent again.</summary>
    public bool HasETag { get; init; }

    /// <summary>The record that the body is; null without a body, or for one that is a file.</summary>
    public Type? Body { get; init; }

    /// <summary>A body: JSON, or the name of a file.</summary>
    public object? BodyExample { get; init; }

    /// <summary>Statuses beyond those that follow from the rest, and when they are answered.</summary>
    public IReadOnlyDictionary<int, string> Others { get; init; } = new Dictionary<int, string>();

    /// <summary>Whether the same answer comes with 202 where the call must be made again.</summary>
    public bool MayTakeLonger { get; init; }

    /// <summary>Whether it answers without the storage.</summary>
    public bool NeedsNoStorage { get; init; }
}
