namespace NewsFunctions.Core.Hosts;

/// <summary>Whether HEAD tells the truth at a host.</summary>
public sealed record HeadLesson
{
    /// <summary>When the lesson began: it is learned anew after <see cref="LessonOptions.HeadTrust"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The links (ids) for which HEAD said what GET had said.</summary>
    public IReadOnlyList<string> Agreed { get; init; } = [];

    /// <summary>Also to HEAD it says 404 for what it does not have.</summary>
    public bool DeniesToo { get; init; }

    /// <summary>It said something else than GET once: nothing is asked or believed until the lesson begins anew.</summary>
    public bool Lied { get; init; }

    internal bool IsTrusted(DateTimeOffset now, LessonOptions options) =>
        IsCurrent(now, options) && !Lied && DeniesToo && Agreed.Count >= options.HeadAgreements;

    internal bool IsCurrent(DateTimeOffset now, LessonOptions options) => Since is { } since && now - since < options.HeadTrust;
}
