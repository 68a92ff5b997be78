using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes a person's judgement of a link.</summary>
public sealed record JudgementResponse
{
    /// <summary>The judgement. In a history, <c>none</c> means that a judgement ended.</summary>
    public required JudgementKind Says { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the key, of the user, or <c>this machine</c>; null if a judgement expired.</summary>
    public required string? By { get; init; }

    /// <summary>The reason in the person's words; untrusted.</summary>
    public required string? Reason { get; init; }

    /// <summary>The time when the judgement expires; null if it stands until somebody removes it.</summary>
    public required DateTimeOffset? Until { get; init; }

    public static JudgementResponse From(PersonJudgement judgement) => new()
    {
        Says = judgement.Says,
        At = judgement.At,
        By = judgement.By,
        Reason = judgement.Reason,
        Until = judgement.Until,
    };
}
