using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one event, in lists and in webhook deliveries.</summary>
public sealed record EventResponse
{
    /// <summary>The id, which is the same in every list, feed and delivery.</summary>
    public required string Id { get; init; }

    public required string Site { get; init; }

    /// <summary>The time of the event.</summary>
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

    /// <summary>The number of articles that mention the link; null if it was not counted.</summary>
    public required int? ArticleCount { get; init; }

    /// <summary>The ids of the first of these articles.</summary>
    public required IReadOnlyList<string> Articles { get; init; }

    /// <summary>The numbers of the week; null if the event is not a digest.</summary>
    public required WeeklyDigest? Digest { get; init; }

    public static EventResponse From(ArchiveEvent one) => new()
    {
        Id = one.Id,
        Site = one.Site,
        At = one.At,
        What = one.What,
        Subject = one.Subject,
        Kind = one.Kind,
        Path = one.Path,
        Title = one.Title,
        Verdict = one.Verdict,
        Reason = one.Reason,
        ArticleCount = one.ArticleCount,
        Digest = one.Digest,
        Articles = [.. one.Articles.Select(article => article.Value)],
    };
}
