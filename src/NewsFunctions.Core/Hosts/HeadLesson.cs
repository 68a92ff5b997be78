namespace NewsFunctions.Core.Hosts;

/// <summary>Says whether a host's HEAD responses can be trusted.</summary>
public sealed record HeadLesson
{
    /// <summary>The start of the lesson. It starts again after <see cref="LessonOptions.HeadTrust"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The ids of links for which HEAD and GET agreed.</summary>
    public IReadOnlyList<string> Agreed { get; init; } = [];

    /// <summary>Says whether the host also answers HEAD with 404 for missing files.</summary>
    public bool DeniesToo { get; init; }

    /// <summary>Says whether HEAD ever disagreed with GET. HEAD is then not used until the lesson starts again.</summary>
    public bool Lied { get; init; }

    internal bool IsTrusted(DateTimeOffset now, LessonOptions options) =>
        IsCurrent(now, options) && !Lied && DeniesToo && Agreed.Count >= options.HeadAgreements;

    internal bool IsCurrent(DateTimeOffset now, LessonOptions options) => Since is { } since && now - since < options.HeadTrust;
}
