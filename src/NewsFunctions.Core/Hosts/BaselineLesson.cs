using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Hosts;

/// <summary>The path that cannot exist, for one kind of link.</summary>
public sealed record BaselineLesson
{
    public required LinkKind Kind { get; init; }

    /// <summary>When it was last asked for, with or without an answer.</summary>
    public required DateTimeOffset TriedAt { get; init; }

    /// <summary>The last answer; a failure, a refusal or an error is none. Null before the first.</summary>
    public BaselineFacts? Answer { get; init; }
}
