using System.Globalization;

namespace NewsFunctions.Core.Events;

/// <summary>Holds the counts of one site for one week.</summary>
public sealed record WeeklyDigest
{
    /// <summary>The ISO week, such as <c>2026-W48</c>.</summary>
    public required string Week { get; init; }

    /// <summary>Monday, 00:00 UTC (inclusive).</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The next Monday, 00:00 UTC (exclusive).</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The number of links that died in the week and had not come back by its end, except those that died with their host.</summary>
    public required int Lost { get; init; }

    /// <summary>The number of these links that have a copy: a capture or a memento.</summary>
    public required int Replaceable { get; init; }

    /// <summary>The number of dead links that came back.</summary>
    public required int Revived { get; init; }

    /// <summary>The number of the site's hosts that were down, dead or changed when the digest was made.</summary>
    public required int HostsInTrouble { get; init; }

    /// <summary>Creates the event for the digest. Its time is the end of the week.</summary>
    public ArchiveEvent ToEvent(string site) => new()
    {
        Site = site,
        At = To,
        What = EventWhat.Digest,
        Subject = Week,
        Reason = $"{this}.",
        Digest = this,
    };

    /// <summary>Returns the counts as text: <c>12 lost, 9 replaceable, 2 hosts in trouble</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Lost} lost, {Replaceable} replaceable, {HostsInTrouble} {(HostsInTrouble == 1 ? "host" : "hosts")} in trouble");
}
