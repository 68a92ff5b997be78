using System.Globalization;

namespace NewsFunctions.Core.Events;

/// <summary>A week of one site in numbers.</summary>
public sealed record WeeklyDigest
{
    /// <summary>The ISO week: <c>2026-W48</c>.</summary>
    public required string Week { get; init; }

    /// <summary>Monday, midnight UTC; inclusive.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The Monday after; exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Links that died in the week and were not back at its end, without those that died with their host.</summary>
    public required int Lost { get; init; }

    /// <summary>How many of those have a copy, ours or a web archive's.</summary>
    public required int Replaceable { get; init; }

    /// <summary>Links that were dead and came back.</summary>
    public required int Revived { get; init; }

    /// <summary>Hosts of the site that were down, dead or answered with something else when the digest was made.</summary>
    public required int HostsInTrouble { get; init; }

    /// <summary>The event that tells of it. It has the time at which the week was over.</summary>
    public ArchiveEvent ToEvent(string site) => new()
    {
        Site = site,
        At = To,
        What = EventWhat.Digest,
        Subject = Week,
        Reason = $"{this}.",
        Digest = this,
    };

    /// <summary><c>12 lost, 9 replaceable, 2 hosts in trouble</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Lost} lost, {Replaceable} replaceable, {HostsInTrouble} {(HostsInTrouble == 1 ? "host" : "hosts")} in trouble");
}
