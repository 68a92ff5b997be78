using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Events;

/// <summary>Records one thing that happened to a link or a host. It is one row of the table Events.</summary>
/// <remarks>Site, time, kind of event and subject are its identity. Writing the same event again, after a crash or concurrently, creates no
/// second event. Therefore the time is that of the check or change itself, not the time of writing.</remarks>
public sealed record ArchiveEvent
{
    /// <summary>The maximum number of articles in an event: the first ones that mention the link.</summary>
    public const int MaxArticles = 5;

    public required string Site { get; init; }

    public required DateTimeOffset At { get; init; }

    public required EventWhat What { get; init; }

    /// <summary>A link id, a host (lower case, with its port unless it is the scheme's default), or the week of a digest (<c>2026-W48</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The kind of the link. It is null for a host.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>The media path of the link, or the article id of a page. It comes from a dump and is untrusted.</summary>
    public string? Path { get; init; }

    /// <summary>The title that a dump last gave the link. It comes from a dump and is untrusted.</summary>
    public string? Title { get; init; }

    /// <summary>The verdict of the check that caused the event.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One sentence. It may quote a server's response and is untrusted.</summary>
    public string? Reason { get; init; }

    /// <summary>The number of articles that mention the link. It is null if they were not counted.</summary>
    public int? ArticleCount { get; init; }

    /// <summary>Some of these articles, at most <see cref="MaxArticles"/>.</summary>
    public IReadOnlyList<ArticleId> Articles { get; init; } = [];

    /// <summary>The counts of the week. It is null unless the event is a digest.</summary>
    public WeeklyDigest? Digest { get; init; }

    /// <summary>The stable id of the event, for feeds and for receivers that must not process an event twice.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Site}:{At.UtcTicks}:{EventWhats.Name(What)}:{Subject}");
}
