using System.Globalization;
using System.Text.RegularExpressions;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Decides which links are looked up and when, and how the answer changes them. The rules are pure.</summary>
public static partial class RescueRules
{
    /// <summary>Returns whether the link is dying and has no memento, and was not looked up recently.</summary>
    public static bool IsWanted(Link link, DateTimeOffset now) =>
        link is { State: LinkState.Suspect or LinkState.Dead, Rescue: not { Outcome: RescueOutcome.Found } }
        && (link.Rescue?.Next is not { } next || next <= now);

    /// <summary>Returns the locations that a web archive can know.</summary>
    public static IReadOnlyList<string> PublicLocations(IReadOnlyList<string> locations) => [.. locations.Where(PublicName.IsHostOf)];

    /// <summary>Returns the locations to look up. Locations without a public name are sent only to WebArchives that have none either.</summary>
    /// <returns>Empty if no archive may be queried.</returns>
    public static IReadOnlyList<string> LocationsToLookUp(IReadOnlyList<string> locations, RescueOptions options) =>
        PublicLocations(locations) is { Count: > 0 } open ? open
        : options.PrivateTimeGates.Any() ? locations
        : [];

    public static LinkRescue Apply(LinkRescue? before, RescueOutcome outcome, Memento? memento, DateTimeOffset at, RescueOptions options) => new()
    {
        Outcome = outcome,
        At = at,
        Memento = memento,
        Next = outcome switch
        {
            RescueOutcome.NoAnswer => at + Doubled(before, options),
            RescueOutcome.NotArchived => at + options.NotArchived,
            _ => null,
        },
    };

    /// <summary>Returns the wanted time of a media memento: the end of the day in its path. Returns null if the path has none.</summary>
    public static DateTimeOffset? PublishedAt(Link link) =>
        link.Kind != LinkKind.Page && Day().Match(link.Path) is { Success: true, Groups: var day }
        && DateTime.TryParseExact(
            $"{day[1].Value}-{day[2].Value}-{day[3].Value}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? new DateTimeOffset(date, TimeSpan.Zero).AddDays(1).AddSeconds(-1)
            : null;

    /// <summary>Returns the memento that the save service made of a URL. Archives serve it next to the service, under <c>web/</c>.</summary>
    public static Memento SavedMemento(string url, DateTimeOffset at, RescueOptions options) =>
        new() { Url = $"{new Uri(new Uri(options.SaveNowUrl), "web/")}{WebArchiveTime.Format(at)}/{url}", At = at };

    /// <summary>Returns whether the memento has the bytes that we last saw alive; false means that they had changed since the crawl. Returns null if
    /// either is not known as a whole.</summary>
    public static bool? HasOurBytes(Link link) =>
        link.Rescue?.Memento?.Digest is { } theirs && (link.Capture?.File?.Sha1 ?? link.Fingerprint?.Sha1) is { } ours ? theirs == ours : null;

    private static TimeSpan Doubled(LinkRescue? before, RescueOptions options)
    {
        if (before is not { Outcome: RescueOutcome.NoAnswer, Next: { } next })
        {
            return options.NoAnswer;
        }

        TimeSpan doubled = (next - before.At) * 2;
        return TimeSpan.FromTicks(Math.Clamp(doubled.Ticks, options.NoAnswer.Ticks, options.NoAnswerMax.Ticks));
    }

    [GeneratedRegex(@"/([0-9]{4})/([0-9]{2})/([0-9]{2})(?:/|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex Day();
}
