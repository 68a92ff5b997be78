using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Api;

/// <summary>One event, in lists and in what a webhook gets.</summary>
public sealed record EventResponse
{
    /// <summary>The same in every list, feed and delivery.</summary>
    public required string Id { get; init; }

    public required string Site { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    public required EventWhat What { get; init; }

    /// <summary>A link id, a host, or the ISO week of a digest.</summary>
    public required string Subject { get; init; }

    /// <summary>The kind of the link; null for a host.</summary>
    public required LinkKind? Kind { get; init; }

    /// <summary>The media path, or the article id of a page; null for a host.</summary>
    public required string? Path { get; init; }

    public required string? Title { get; init; }

    public required Verdict? Verdict { get; init; }

    public required string? Reason { get; init; }

    /// <summary>How many articles mention the link; null where that was not counted.</summary>
    public required int? ArticleCount { get; init; }

    /// <summary>The ids of the first of them.</summary>
    public required IReadOnlyList<string> Articles { get; init; }

    /// <summary>The week in numbers; null where the event is no digest.</summary>
    public required WeeklyDigest? Digest { get; init; }

    public static EventResponse From(ArchiveEvent told) => new()
    {
        Id = told.Id,
        Site = told.Site,
        At = told.At,
        What = told.What,
        Subject = told.Subject,
        Kind = told.Kind,
        Path = told.Path,
        Title = told.Title,
        Verdict = told.Verdict,
        Reason = told.Reason,
        ArticleCount = told.ArticleCount,
        Digest = told.Digest,
        Articles = [.. told.Articles.Select(article => article.Value)],
    };
}
