using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.Survival;

/// <summary>What the archive knows of the life of a link.</summary>
/// <remarks>
/// A link died between its last alive check and the first strike of the run that killed it. One that was found dead at its first check
/// may have died at any time before. Blocked, unknown and suspect links are not known to have died after they were last alive. A revived
/// link did not die. A link that went with its hosts died when the last of them was declared dead.
/// </remarks>
public sealed record LinkLife
{
    /// <summary>Null where neither its path nor an article tells.</summary>
    public required LinkBirth? Birth { get; init; }

    /// <summary>When it was first seen alive; null for never, and where that was not recorded.</summary>
    public required DateTimeOffset? AliveFrom { get; init; }

    /// <summary>When it was last seen alive; null for never.</summary>
    public required DateTimeOffset? LastAlive { get; init; }

    /// <summary>When it was dead at the latest; null where it did not die.</summary>
    public required DateTimeOffset? DeadBy { get; init; }

    /// <summary>Whether it is dead because all its hosts are.</summary>
    public required bool DiedWithHost { get; init; }

    /// <summary>The age at death; null where the birth is not known.</summary>
    public AgeInterval? Age => Birth is { } birth ? AgeInterval.Between(birth.At, LastAlive, DeadBy) : null;

    /// <param name="mentionedAt">When the article was published that mentions the link; null where that is not known.</param>
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
                // Rows that died before first strikes were recorded have only the time of the last one: a wider interval, and still true.
                _ => link.FirstStrike ?? link.StateSince ?? link.LastChecked,
            },
            DiedWithHost = link is { State: LinkState.Dead, HostDead: not null },
        };
    }
}
