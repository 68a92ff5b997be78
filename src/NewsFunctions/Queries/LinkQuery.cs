using NewsFunctions.Links;

namespace NewsFunctions.Queries;

/// <summary>Which links to list; null means any.</summary>
public sealed record LinkQuery
{
    public string? Site { get; init; }

    public LinkKind? Kind { get; init; }

    public LinkState? State { get; init; }

    /// <summary>A host, without port, under which at least one of the link's locations lies.</summary>
    public string? Host { get; init; }
}
