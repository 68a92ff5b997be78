using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>What a person judged of a link.</summary>
public sealed record JudgementResponse
{
    /// <summary>What the person says of the link. In a history <c>none</c> says that a judgement ended.</summary>
    public required JudgementKind Says { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the key, of the user, or <c>this machine</c>; null where a judgement ended by itself.</summary>
    public required string? By { get; init; }

    /// <summary>Why, in the person's words; not trusted.</summary>
    public required string? Reason { get; init; }

    /// <summary>When it ends by itself; null: when somebody takes it back.</summary>
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
