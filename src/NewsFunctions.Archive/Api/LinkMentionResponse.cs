using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes the state of a link, a copy of it, and an article that mentions it.</summary>
public sealed record LinkMentionResponse
{
    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required LinkState State { get; init; }

    /// <summary>The URL of the memento in a web archive; null if none is known.</summary>
    public required string? MementoUrl { get; init; }

    /// <summary>The URL of our capture; null if there is none.</summary>
    public required string? CaptureUrl { get; init; }

    /// <summary>The first article by id that mentions it; null if none does.</summary>
    public required LinkArticleResponse? Article { get; init; }

    /// <summary>True if other articles mention it, too.</summary>
    public required bool MoreArticles { get; init; }
}
