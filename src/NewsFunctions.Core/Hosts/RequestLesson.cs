namespace NewsFunctions.Core.Hosts;

/// <summary>Says how to request from a host that fails with normal requests. Each part is valid for <see cref="LessonOptions.HeadTrust"/>.</summary>
public sealed record RequestLesson
{
    /// <summary>The time when a GET without Range last succeeded after one with Range had failed. It is null if that never happened.</summary>
    public DateTimeOffset? PlainSince { get; init; }

    /// <summary>The time when a response head last had to be repaired. It is null if that never happened.</summary>
    public DateTimeOffset? MendedSince { get; init; }

    /// <summary>The time when a retry after silence last received no byte either. It is null if that never happened.</summary>
    public DateTimeOffset? SilentSince { get; init; }

    internal bool IsAskedPlainly(DateTimeOffset now, LessonOptions options) => IsCurrent(PlainSince, now, options);

    internal bool IsMended(DateTimeOffset now, LessonOptions options) => IsCurrent(MendedSince, now, options);

    internal bool IsKnownSilent(DateTimeOffset now, LessonOptions options) => IsCurrent(SilentSince, now, options);

    private static bool IsCurrent(DateTimeOffset? since, DateTimeOffset now, LessonOptions options) =>
        since is { } learned && now - learned < options.HeadTrust;
}
