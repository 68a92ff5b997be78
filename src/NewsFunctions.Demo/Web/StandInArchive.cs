using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;
using NewsFunctions.Demo.Scenario;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Demo.Web;

/// <summary>Simulates a web archive that has copies of some links, some with the bytes that the archive last saw.</summary>
internal sealed class StandInArchive(DemoOptions options, RescueOptions rules)
{
    public const string Host = "web-archive.example";

    private const double Archived = 0.6;
    private const double SameBytes = 0.5;
    private const double NoAnswer = 0.1;

    /// <summary>Looks up a dying link if that is due, and records the result.</summary>
    public Link LookUp(Link link, ScriptedLink scripted, DateTimeOffset born, DateTimeOffset at)
    {
        if (!RescueRules.IsWanted(link, at) || scripted.Host is null)
        {
            return link;
        }

        Chance chance = options.Chance;
        bool isArchived = chance.Happens(Archived, "archived", scripted.Key);
        RescueOutcome outcome = link.Rescue is null && chance.Happens(NoAnswer, "noAnswer", scripted.Key) ? RescueOutcome.NoAnswer
            : isArchived ? RescueOutcome.Found
            : RescueOutcome.NotArchived;
        return link with
        {
            Rescue = RescueRules.Apply(link.Rescue, outcome, outcome == RescueOutcome.Found ? Find(link, scripted, born) : null, at, options: rules),
        };
    }

    private Memento Find(Link link, ScriptedLink scripted, DateTimeOffset born)
    {
        DateTimeOffset taken = born.AddHours(1 + options.Chance.Below(600, "taken", scripted.Key));
        string? ours = link.Fingerprint?.Sha1 ?? (link.Kind == LinkKind.Page ? null : scripted.File.Sha1);
        string? digest = options.Chance.Happens(SameBytes, "sameBytes", scripted.Key) ? ours : scripted.DriftedFile.Sha1;
        return new Memento
        {
            Url = $"https://{Host}/web/{taken:yyyyMMddHHmmss}/{scripted.Location.Text}",
            At = new DateTimeOffset(taken.UtcDateTime.Ticks - (taken.UtcDateTime.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
            Digest = link.Kind == LinkKind.Page ? null : digest,
        };
    }
}
