using System.Globalization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Events;

/// <summary>Something that happened to a link or a host, told once: a row of the table Events.</summary>
/// <remarks>Site, time, what and subject are its identity: whoever tells the same again, after a crash or beside another, makes no
/// second event of it. So the time is the one of what happened (of the check), never that of the telling.</remarks>
public sealed record ArchiveEvent
{
    /// <summary>The first of the articles that mention a link; an event names no more.</summary>
    public const int MaxArticles = 5;

    public required string Site { get; init; }

    public required DateTimeOffset At { get; init; }

    public required EventWhat What { get; init; }

    /// <summary>A link id; the host, in lower case and with its port where that is not the scheme's; or the week of a digest (<c>2026-W48</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The kind of the link; null for a host.</summary>
    public LinkKind? Kind { get; init; }

    /// <summary>The media path of the link, or the article id of a page. Text of a dump, not trusted.</summary>
    public string? Path { get; init; }

    /// <summary>The title of the link, as a dump last gave it. Text of a dump, not trusted.</summary>
    public string? Title { get; init; }

    /// <summary>The reason of the check that brought it about.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>One sentence. It may quote what a server sent, and is not trusted.</summary>
    public string? Reason { get; init; }

    /// <summary>How many articles mention the link; null where that was not counted.</summary>
    public int? ArticleCount { get; init; }

    /// <summary>Some of them, at most <see cref="MaxArticles"/>.</summary>
    public IReadOnlyList<ArticleId> Articles { get; init; } = [];

    /// <summary>The week in numbers; null where the event is no digest.</summary>
    public WeeklyDigest? Digest { get; init; }

    /// <summary>The same whoever tells it: for feeds, and for receivers that must not take one event for two.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Site}:{At.UtcTicks}:{EventWhats.Name(What)}:{Subject}");
}
