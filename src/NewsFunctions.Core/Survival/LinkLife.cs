using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Survival;

/// <summary>Holds what the archive knows about the life of a link.</summary>
/// <remarks>
/// A link died between its last alive check and the first strike of the run that killed it. A link that was dead at its first check
/// may have died at any time before. Blocked, unknown and suspect links are not known to have died after they were last alive. A revived
/// link did not die. A link that died with its hosts died when the last of them was declared dead.
/// </remarks>
public sealed record LinkLife
{
    /// <summary>The birth. It is null if neither the path nor an article shows it.</summary>
    public required LinkBirth? Birth { get; init; }

    /// <summary>The time when it was first seen alive. It is null if it never was, or if that was not recorded.</summary>
    public required DateTimeOffset? AliveFrom { get; init; }

    /// <summary>The time when it was last seen alive. It is null if it never was.</summary>
    public required DateTimeOffset? LastAlive { get; init; }

    /// <summary>The latest possible time of death. It is null if the link did not die.</summary>
    public required DateTimeOffset? DeadBy { get; init; }

    /// <summary>Says whether it is dead because all its hosts are.</summary>
    public required bool DiedWithHost { get; init; }

    /// <summary>The age at death. It is null if the birth is not known.</summary>
    public AgeInterval? Age => Birth is { } birth ? AgeInterval.Between(birth.At, LastAlive, DeadBy) : null;

    /// <param name="mentionedAt">The publication time of the article that mentions the link; null if it is not known.</param>
    public static LinkLife Of(Link link, DateTimeOffset? mentionedAt)
    {
        ArgumentNullException.ThrowIfNull(link);
        return new LinkLife
        {
            Birth = LinkBirth.Of(link, mentionedAt),
            AliveFrom = link.FirstAlive,
            LastAlive = link.LastAlive,
            DeadBy = link switch
            {
                { State: not LinkState.Dead } => null,
                { HostDead: { } death } => death.At,
                // Rows that died before first strikes were recorded only have the last strike's time: the interval is wider but still correct.
                _ => link.FirstStrike ?? link.StateSince ?? link.LastChecked,
            },
            DiedWithHost = link is { State: LinkState.Dead, HostDead: not null },
        };
    }
}
