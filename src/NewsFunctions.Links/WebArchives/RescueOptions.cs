namespace NewsFunctions.Links.WebArchives;

/// <summary>Holds the settings section <c>Rescue</c>: docs/settings.md. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed record RescueOptions
{
    public const string SectionName = "Rescue";

    /// <summary>Says whether dying links are looked up in web archives. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The URL of the Wayback availability API. If it is empty, the API is not queried.</summary>
    public string AvailabilityUrl { get; set; } = "https://archive.org/wayback/available";

    /// <summary>The URL of a CDX server. If it is empty, none is queried.</summary>
    public string CdxUrl { get; set; } = "https://web.archive.org/cdx/search/cdx";

    /// <summary>The base URL of the mementos that the CDX server lists: time and URL are appended.</summary>
    public string ReplayUrl { get; set; } = "https://web.archive.org/web/";

    /// <summary>The URLs of Memento TimeGates; the link's URL is appended to each. Default none.</summary>
    public IReadOnlyList<string> TimeGates { get; set; } = [];

    /// <summary>The TimeGates without a public name, such as one on this machine. Only they are queried for links without a public name.</summary>
    internal IEnumerable<string> PrivateTimeGates => TimeGates.Where(timeGate => !PublicName.IsHostOf(timeGate));

    /// <summary>The time between two requests to the CDX server. Default 2.5 seconds, 24 a minute, the rate of the Internet Archive's own
    /// clients.</summary>
    public TimeSpan CdxInterval { get; set; } = TimeSpan.FromSeconds(2.5);

    /// <summary>The time between two requests to the availability API, which publishes no limit. Default 5 seconds.</summary>
    public TimeSpan AvailabilityInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two requests to one TimeGate and its mementos. Default 5 seconds.</summary>
    public TimeSpan TimeGateInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The number of refusals (429) in a row after which a service gets no requests for <see cref="LeaveAlone"/>. Default 3.</summary>
    public int RefusalsToLeaveAlone { get; set; } = 3;

    /// <summary>The length of that pause. Default 1 hour: the Internet Archive blocks clients that ignore refusals for that long.</summary>
    public TimeSpan LeaveAlone { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The time limit for one whole request. Default 30 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The maximum size of an answer in bytes; a longer one is not used. Default 4 MiB.</summary>
    public int AnswerBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The number of rows per CDX request. Default 3,000, well within <see cref="AnswerBytes"/>.</summary>
    public int CdxRows { get; set; } = 3_000;

    /// <summary>The maximum number of pages of one CDX query; what lies beyond is unknown. Default 10.</summary>
    public int CdxPages { get; set; } = 10;

    /// <summary>The time that one run sends requests before it queues its continuation. Default 4 minutes.</summary>
    public TimeSpan Budget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>The delay before the next lookup if an archive gave no answer; it doubles each time. Default 1 day.</summary>
    public TimeSpan NoAnswer { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The maximum of that delay. Default 30 days.</summary>
    public TimeSpan NoAnswerMax { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The delay before the next lookup if no archive has the link. Default 90 days.</summary>
    public TimeSpan NotArchived { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Says whether live links without a copy, on hosts with losses, are offered to a save service. Default false: the archive
    /// publishes what it saves.</summary>
    public bool SaveNow { get; set; }

    /// <summary>The URL of the save service: Save Page Now of the Wayback Machine, or a compatible one.</summary>
    public string SaveNowUrl { get; set; } = "https://web.archive.org/save";

    /// <summary>The access key of an account of the service. The Wayback Machine requires one.</summary>
    public string SaveNowAccessKey { get; set; } = "";

    /// <summary>The secret of that key.</summary>
    public string SaveNowSecretKey { get; set; } = "";

    /// <summary>The time between two offers. Default 15 seconds, four a minute; the Wayback Machine allows six.</summary>
    public TimeSpan SaveNowInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The maximum number of offers per day (UTC). Default 500.</summary>
    public int SaveNowPerDay { get; set; } = 500;

    /// <summary>The delay before a refused link is offered again. Default 30 days.</summary>
    public TimeSpan SaveNowAgain { get; set; } = TimeSpan.FromDays(30);
}
