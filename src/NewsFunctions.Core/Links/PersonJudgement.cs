namespace NewsFunctions.Core.Links;

/// <summary>What a person said of a link. It decides the link's state for as long as it holds.</summary>
public sealed record PersonJudgement
{
    public required JudgementKind Says { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the key or of the user; null in a history where a judgement ended by itself.</summary>
    public required string? By { get; init; }

    /// <summary>Why, in the person's words; not trusted.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself; null: when somebody takes it back.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool HasEnded(DateTimeOffset now) => Until <= now;

    /// <summary>Whether somebody who says this again says nothing new.</summary>
    public bool IsSameAs(PersonJudgement? other) =>
        other is not null && (Says, By, Reason, Until) == (other.Says, other.By, other.Reason, other.Until);
}

/// <summary>A judgement that holds, with the state that it covers.</summary>
/// <param name="State">What the checks alone say.</param>
/// <param name="StateSince">Since when they say so.</param>
public sealed record HeldJudgement(PersonJudgement Given, LinkState State, DateTimeOffset? StateSince);
