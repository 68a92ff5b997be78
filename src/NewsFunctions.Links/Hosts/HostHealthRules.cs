using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;

namespace NewsFunctions.Links.Hosts;

/// <summary>Decides when a host is down, back or dead: docs/link-checks.md. The rules are pure: they map a record and an observation to a
/// record.</summary>
public static class HostHealthRules
{
    // Bounds the pending events of a host that goes down and up all day.
    private const int MaxPending = 20;

    // The precision of the last answer time.
    private static readonly TimeSpan AnswerPrecision = TimeSpan.FromSeconds(1);

    /// <summary>Records an HTTP answer. It ends a silence but closes no circuit, because a parked domain answers too.</summary>
    public static HostHealthRecord Answered(HostHealthRecord known, DateTimeOffset at) => known switch
    {
        // No reader needs a higher precision, and a host may answer thousands of times a second.
        { OpenSince: null, SilentSince: null, DownDays: 0, LastDownDay: null, LastAnswer: { } last } when at >= last && at - last < AnswerPrecision => known,
        { OpenSince: null } => known with { LastAnswer = at, SilentSince = null, DownDays = 0, LastDownDay = null },
        _ => known with { LastAnswer = at, SilentSince = null },
    };

    /// <summary>Records a request without an answer, if another host has answered recently. Otherwise it says nothing about this host.</summary>
    public static HostHealthRecord Silent(HostHealthRecord known, DateTimeOffset at, string host, string site, HostOptions options) =>
        Down(known with { SilentSince = known.SilentSince ?? at }, at, host, site, options);

    /// <summary>Records the result of a recently alive link. Opens the circuit if enough of them, and the majority, failed within the
    /// window.</summary>
    public static HostHealthRecord Judged(
        HostHealthRecord known, LinkOutcome outcome, DateTimeOffset at, string site, PerHostOptions limits)
    {
        if (outcome == LinkOutcome.None || known.OpenSince is not null)
        {
            return known;
        }

        DateTimeOffset minute = new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
        HostMinute now = known.Recent.FirstOrDefault(one => one.Start == minute) ?? new HostMinute(minute, 0, 0, 0);
        now = outcome switch
        {
            LinkOutcome.Alive => now with { Alive = now.Alive + 1 },
            LinkOutcome.Outage => now with { Outage = now.Outage + 1 },
            _ => now with { Change = now.Change + 1 },
        };
        HostMinute[] recent = [.. known.Recent.Where(one => one.Start != minute && one.Start > at - limits.CircuitWindow), now];
        int failed = recent.Sum(one => one.Failed);
        int changed = recent.Sum(one => one.Change);
        return failed < limits.CircuitFailures || failed <= limits.CircuitShare * recent.Sum(one => one.Failed + one.Alive)
            ? known with { Recent = recent }
            : known with
            {
                Recent = [],
                OpenSince = at,
                Trouble = changed > failed - changed ? HostTrouble.Change : HostTrouble.Outage,
                LastProbe = at,
                Site = site,
                HasDownEvent = false,
            };
    }

    /// <summary>Returns whether a link may be a half-open trial. Links that were alive on the host come first. Any other link may be one only after a
    /// long time without such trials, so that a host whose links all died one by one can come back.</summary>
    public static bool MayProbe(HostHealthRecord known, bool wasAlive, DateTimeOffset at, PerHostOptions limits) =>
        known.LastProbe is not { } last || at - last >= (wasAlive ? limits.CircuitProbeInterval : limits.CircuitProbeAnyAfter);

    public static HostHealthRecord ProbeBegun(HostHealthRecord known, DateTimeOffset at) => known with { LastProbe = at };

    /// <summary>Records the result of a half-open trial.</summary>
    /// <param name="proven">Whether a failure is the host's: it answered, or another host has answered recently.</param>
    public static HostHealthRecord Probed(
        HostHealthRecord known, LinkOutcome outcome, bool proven, DateTimeOffset at, string host, string site, HostOptions options) => outcome switch
        {
            LinkOutcome.Alive => Back(known, at, host, site),
            LinkOutcome.Outage or LinkOutcome.Change when proven => Down(known, at, host, site, options),
            _ => known,
        };

    /// <summary>Adds the event that the host is down once a failure of our own network is ruled out: the host answers with different
    /// content, or another host has answered since.</summary>
    /// <param name="otherAnswered">The time when another host last answered this instance.</param>
    public static HostHealthRecord Confirmed(HostHealthRecord known, DateTimeOffset? otherAnswered, string host)
    {
        if (known is not { OpenSince: { } open, HasDownEvent: false, DeadSince: null, Site: { } site }
            || (known.Trouble == HostTrouble.Outage && !(otherAnswered > open)))
        {
            return known;
        }

        string reason = known.Trouble == HostTrouble.Change
            ? $"Most links of {host} that were alive now return different content."
            : $"Most links of {host} that were alive fail now.";
        return WithPending(known with { HasDownEvent = true }, new HostEvent(site, EventWhat.HostDown, open, reason));
    }

    private static HostHealthRecord Back(HostHealthRecord known, DateTimeOffset at, string host, string site)
    {
        HostHealthRecord back = known with
        {
            SilentSince = null,
            DownDays = 0,
            LastDownDay = null,
            OpenSince = null,
            LastProbe = null,
            DeadSince = null,
            Site = null,
            HasDownEvent = false,
        };
        return known.HasDownEvent || known.DeadSince is not null
            ? WithPending(back, new HostEvent(known.Site ?? site, EventWhat.HostBack, at, $"A link of {host} that had been alive is alive again."))
            : back;
    }

    private static HostHealthRecord Down(HostHealthRecord known, DateTimeOffset at, string host, string site, HostOptions options)
    {
        DateTimeOffset day = new(at.UtcDateTime.Date, TimeSpan.Zero);
        HostHealthRecord down = known.LastDownDay == day ? known : known with { DownDays = known.DownDays + 1, LastDownDay = day };
        if (down.DeadSince is not null || down.DownSince is not { } since || at - since < options.HostDeadAfter || down.DownDays < options.HostDeadDays)
        {
            return down;
        }

        // The circuit of a dead host is open, so that it comes back like any other.
        string owner = down.Site ?? site;
        return WithPending(
            down with { DeadSince = at, OpenSince = down.OpenSince ?? at, LastProbe = down.LastProbe ?? at, Site = owner, Recent = [] },
            new HostEvent(owner, EventWhat.HostDead, at, FormattableString.Invariant($"{host} has been down since {since:u}; all its links are dead.")));
    }

    private static HostHealthRecord WithPending(HostHealthRecord known, HostEvent pending) =>
        known with { Pending = [.. known.Pending.Append(pending).TakeLast(MaxPending)] };
}
