namespace NewsFunctions.Core.Hosts;

/// <summary>How a host must be asked, where the usual way of asking does not do. Each part counts for <see cref="LessonOptions.HeadTrust"/>.</summary>
public sealed record RequestLesson
{
    /// <summary>When a GET without Range last succeeded where one with Range had failed; null where that was never seen.</summary>
    public DateTimeOffset? PlainSince { get; init; }

    /// <summary>When the head of an answer last had to be mended to be read; null where that was never seen.</summary>
    public DateTimeOffset? MendedSince { get; init; }

    /// <summary>When asking again after silence last brought no byte either; null where that was never seen.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    internal bool IsAskedPlainly(DateTimeOffset now, LessonOptions options) => IsCurrent(PlainSince, now, options);

    internal bool IsMended(DateTimeOffset now, LessonOptions options) => IsCurrent(MendedSince, now, options);

    internal bool IsKnownSilent(DateTimeOffset now, LessonOptions options) => IsCurrent(SilentSince, now, options);

    private static bool IsCurrent(DateTimeOffset? since, DateTimeOffset now, LessonOptions options) =>
        since is { } learned && now - learned < options.HeadTrust;
}
