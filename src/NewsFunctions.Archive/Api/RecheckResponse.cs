using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes a requested recheck.</summary>
public sealed record RecheckResponse
{
    public required string Site { get; init; }

    /// <summary>The kind; null means any.</summary>
    public required LinkKind? Kind { get; init; }

    /// <summary>The state; null means any.</summary>
    public required LinkState? State { get; init; }

    /// <summary>The links that are due now if the request named links, else null.</summary>
    public required IReadOnlyList<string>? LinkIds { get; init; }

    /// <summary>The named links that the archive does not know.</summary>
    public required IReadOnlyList<string>? UnknownLinkIds { get; init; }

    /// <summary>Links last checked before this time are due.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>An estimate of the time when the checks are done; later if a host is slow or down.</summary>
    public required DateTimeOffset ExpectedBy { get; init; }
}
