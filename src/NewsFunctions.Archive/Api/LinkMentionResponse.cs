using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>How a link is, where a copy of it is, and in which article it is.</summary>
public sealed record LinkMentionResponse
{
    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required LinkState State { get; init; }

    /// <summary>The copy in a web archive; null where none is known.</summary>
    public required string? MementoUrl { get; init; }

    /// <summary>Our own copy; null where there is none.</summary>
    public required string? CaptureUrl { get; init; }

    /// <summary>The first article by id that mentions it; null where none does (any more).</summary>
    public required LinkArticleResponse? Article { get; init; }

    /// <summary>Whether other articles mention it, too.</summary>
    public required bool MoreArticles { get; init; }
}
