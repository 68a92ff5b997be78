using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>A recheck that was asked for.</summary>
public sealed record RecheckResponse
{
    public required string Site { get; init; }

    /// <summary>Null: any kind.</summary>
    public required LinkKind? Kind { get; init; }

    /// <summary>Null: any state.</summary>
    public required LinkState? State { get; init; }

    /// <summary>The links that are due now, where the request named links, else null.</summary>
    public required IReadOnlyList<string>? LinkIds { get; init; }

    /// <summary>Named links that the archive does not know.</summary>
    public required IReadOnlyList<string>? UnknownLinkIds { get; init; }

    /// <summary>Links last checked before this are due.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the checks should be done: an estimate, later where a host is slow or down.</summary>
    public required DateTimeOffset ExpectedBy { get; init; }
}
