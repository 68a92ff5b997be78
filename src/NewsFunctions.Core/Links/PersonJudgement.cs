namespace NewsFunctions.Core.Links;

/// <summary>Holds a person's judgement of a link. It decides the link's state while it applies.</summary>
public sealed record PersonJudgement
{
    public required JudgementKind Says { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The name of the key or the user. It is null in a history row for a judgement that expired.</summary>
    public required string? By { get; init; }

    /// <summary>The person's reason. It is untrusted.</summary>
    public string? Reason { get; init; }

    /// <summary>The time when the judgement expires. It is null if it applies until it is withdrawn.</summary>
    public DateTimeOffset? Until { get; init; }

    public bool HasEnded(DateTimeOffset now) => Until <= now;

    /// <summary>Returns whether the other judgement says the same.</summary>
    public bool IsSameAs(PersonJudgement? other) =>
        other is not null && (Says, By, Reason, Until) == (other.Says, other.By, other.Reason, other.Until);
}

/// <summary>Holds a judgement that applies, and the state underneath it.</summary>
/// <param name="State">The state by the checks alone.</param>
/// <param name="StateSince">The time since which the checks give this state.</param>
public sealed record HeldJudgement(PersonJudgement Given, LinkState State, DateTimeOffset? StateSince);
