namespace NewsFunctions.Links.WebArchives;

/// <summary>The section <c>Rescue</c> of the settings: docs/settings.md. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed record RescueOptions
{
    public const string SectionName = "Rescue";

    /// <summary>Whether dying links are looked up in web archives. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The Wayback availability API; empty: not asked.</summary>
    public string AvailabilityUrl { get; set; } = "https://archive.org/wayback/available";

    /// <summary>A CDX server; empty: not asked.</summary>
    public string CdxUrl { get; set; } = "https://web.archive.org/cdx/search/cdx";

    /// <summary>Where the mementos are that the CDX server lists: time and URL are appended.</summary>
    public string ReplayUrl { get; set; } = "https://web.archive.org/web/";

    /// <summary>Memento TimeGates; the URL is appended to each. Default none.</summary>
    public IReadOnlyList<string> TimeGates { get; set; } = [];

    /// <summary>TimeGates without a public name, as one on this machine: only they are asked for links that have none either.</summary>
    internal IEnumerable<string> PrivateTimeGates => TimeGates.Where(timeGate => !PublicName.IsHostOf(timeGate));

    /// <summary>The time between two requests to the CDX server. Default 2.5 seconds, 24 a minute, which is what the clients of the Internet Archive keep to.</summary>
    public TimeSpan CdxInterval { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>The time between two requests to the availability API, which publishes no limit. Default 5 seconds.</summary>
    public TimeSpan AvailabilityInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two requests to one TimeGate and its mementos. Default 5 seconds.</summary>
    public TimeSpan TimeGateInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Refusals (429) in a row after which a service is left alone for <see cref="LeaveAlone"/>. Default 3.</summary>
    public int RefusalsToLeaveAlone { get; set; } = 3;

    /// <summary>Default 1 hour: the Internet Archive blocks for that long whom it sees ignoring refusals.</summary>
    public TimeSpan LeaveAlone { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The whole of one request. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of one answer that are read; a longer one is none. Default 4 MiB.</summary>
    public int AnswerBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>Rows asked for at once of a CDX server. Default 3,000, well within <see cref="AnswerBytes"/>.</summary>
    public int CdxRows { get; set; } = 3_000;

    /// <summary>Pages of one CDX query at most; what lies beyond is unknown. Default 10.</summary>
    public int CdxPages { get; set; } = 10;

    /// <summary>How long one run asks before it sends itself on. Default 4 minutes.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>When a link is looked up again that an archive gave no answer for; doubles each time. Default 1 day.</summary>
    public TimeSpan NoAnswer { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Default 30 days.</summary>
    public TimeSpan NoAnswerMax { get; set; } = TimeSpan.FromDays(30);

    /// <summary>When a link is looked up again that no archive has. Default 90 days.</summary>
    public TimeSpan NotArchived { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Whether live links without a copy, on hosts with losses, are offered to a save service. Default false: the archive that takes
    /// them shows them to everyone.</summary>
    public bool SaveNow { get; set; }

    /// <summary>The save service: Save Page Now of the Wayback Machine, or one that answers like it.</summary>
    public string SaveNowUrl { get; set; } = "https://web.archive.org/save";

    /// <summary>The key of an account of the service; the Wayback Machine takes no orders without one.</summary>
    public string SaveNowAccessKey { get; set; } = "";

    /// <summary>The secret of that key.</summary>
    public string SaveNowSecretKey { get; set; } = "";

    /// <summary>The time between two offers. Default 15 seconds, four a minute; the Wayback Machine allows six.</summary>
    public TimeSpan SaveNowInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Offers a day (UTC). Default 500.</summary>
    public int SaveNowPerDay { get; set; } = 500;

    /// <summary>When a link is offered again that the service refused. Default 30 days.</summary>
    public TimeSpan SaveNowAgain { get; set; } = TimeSpan.FromDays(30);
}
