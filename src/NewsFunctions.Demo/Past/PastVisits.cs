using System.Globalization;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Demo.Web;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Demo.Past;

/// <summary>Simulates the checks of one site, day by day. Each shard with due links is visited, in the order of steps of a real visit.
/// Verdicts, states, recheck times, circuits and deaths of hosts come from the rules of Core, with a simulated clock.</summary>
internal sealed class PastVisits
{
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromMilliseconds(60);

    private readonly DemoOptions _options;
    private readonly LinkStateOptions _stateOptions;
    private readonly HostOptions _hostOptions;
    private readonly StandInArchive _archive;
    private readonly ScriptClock _clock;
    private readonly LinkLooks _looks;
    private readonly DemoMemories _memories = new();
    private readonly List<ArchiveEvent> _hostEvents = [];
    private long _checks;

    public PastVisits(DemoOptions options, LinkStateOptions stateOptions, HostOptions hostOptions, StandInArchive archive)
    {
        (_options, _stateOptions, _hostOptions, _archive) = (options, stateOptions, hostOptions, archive);
        _clock = new ScriptClock(options.Began);
        _looks = new LinkLooks(new ScriptedWeb(options), hostOptions, _clock);
    }

    public async Task<SitePast> PlayAsync(string site, IReadOnlyCollection<PastLink> links, CancellationToken cancellationToken)
    {
        var days = new DailyCounts();
        PastLink[][] shards =
        [
            .. links.GroupBy(past => past.Link.Shard)
                .OrderBy(shard => shard.Key.Kind).ThenBy(shard => shard.Key.Bucket, StringComparer.Ordinal)
                .Select(shard => shard.OrderBy(past => past.Link.Id.Value, StringComparer.Ordinal).ToArray()),
        ];
        for (DateTimeOffset day = _options.Began; day < _options.Today; day = day.AddDays(1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            _clock.Now = day.AddHours(2);
            foreach (PastLink[] shard in shards)
            {
                PastLink[] due = Array.FindAll(shard, past => past.IsDue(_clock.Now));
                if (due.Length > 0)
                {
                    await VisitAsync(due, cancellationToken);
                }
            }

            days.Add(_clock.Now, links);
        }

        foreach (PastLink past in links)
        {
            past.History.Thin();
        }

        return new SitePast(site, links.ToDictionary(past => past.Link.Id), days.Days, days.Hosts, _checks, _hostEvents, _memories.All);
    }

    private async Task VisitAsync(PastLink[] due, CancellationToken cancellationToken)
    {
        string visitId = string.Create(CultureInfo.InvariantCulture, $"demo-{_clock.Now:yyyyMMddHHmmssff}");
        await using HostOutcomes hosts = new(_hostOptions, _memories, _clock);
        List<(PastLink Past, LinkCheck Check, bool Frozen)> seen = new(due.Length);
        foreach (PastLink past in due)
        {
            LinkCheck check = await _looks.LookAsync(past, hosts, cancellationToken);
            seen.Add((past, check, hosts.IsFrozen([past.Scripted.Location.Text])));
            _clock.Now += BetweenRequests;
        }

        // As late as possible, as in a real visit: later checks of a host affect the verdicts of earlier ones.
        foreach ((PastLink past, LinkCheck check, bool frozen) in seen)
        {
            string[] locations = [past.Scripted.Location.Text];
            Link after = LinkStateRules.Apply(
                past.Link, check, hosts.AnsweredForAny(locations), _stateOptions, frozen || hosts.IsFrozen(locations), hosts.DeathOf(locations));
            Record(past, check, after, visitId);
        }

        foreach (HostMemory memory in hosts.Memories)
        {
            Publish(memory);
        }
    }

    private void Record(PastLink past, LinkCheck check, Link after, string visitId)
    {
        Link before = past.Link;
        _checks++;
        past.History.Add(check, visitId);
        if (LinkTransitions.Of(before, check, after) is { } what)
        {
            past.Transitions.Add(new PastTransition(check, what, after.State == LinkState.Dead, after.StateSince ?? check.CheckedAt));
        }

        after = _archive.LookUp(after, past.Scripted, past.Born, check.CheckedAt);
        past.Link = CaptureRules.IsWanted(after) && after.Path.EndsWith(ScriptedPictures.Ending, StringComparison.Ordinal)
            ? after with { Capture = Copy(after, past.Scripted, check.CheckedAt) }
            : after;
    }

    /// <summary>Returns the capture, made some minutes after the check that found the file alive.</summary>
    private static LinkCapture Copy(Link link, ScriptedLink scripted, DateTimeOffset checkedAt)
    {
        DateTimeOffset at = checkedAt.AddMinutes(5);
        WebFile file = scripted.File;
        return new LinkCapture
        {
            TriedAt = at,
            File = link.Fingerprint?.Sha256 == file.Sha256
                ? new CapturedFile { Sha256 = file.Sha256, Sha1 = file.Sha1!, At = at, Bytes = file.Size, Type = file.Type, Url = link.Fingerprint.Url }
                : null,
        };
    }

    private void Publish(HostMemory memory)
    {
        memory.Health.Confirm(memory.Host, _memories.Network);
        IReadOnlyList<HostEvent> pending = memory.Health.Snapshot().Pending;
        if (pending.Count > 0)
        {
            _hostEvents.AddRange(pending.Select(one => new ArchiveEvent
            {
                Site = one.Site,
                At = one.At,
                What = one.What,
                Subject = memory.Host,
                Reason = one.Reason,
            }));
            memory.Health.Forget(pending);
        }
    }
}
