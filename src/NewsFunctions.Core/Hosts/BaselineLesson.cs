using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Hosts;

/// <summary>Holds the not-found baseline of a host for one kind of link.</summary>
public sealed record BaselineLesson
{
    public required LinkKind Kind { get; init; }

    /// <summary>The time of the last request, with or without an answer.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>The last answer. Failures, refusals and errors do not count. It is null before the first answer.</summary>
    public BaselineFacts? Answer { get; init; }
}
