namespace NewsFunctions.Links;

/// <summary>The section <c>LinkChecks</c> of the settings: docs/settings.md. Durations are <c>[d.]hh:mm:ss[.fff]</c>.</summary>
public sealed record LinkCheckOptions
{
    public const string SectionName = "LinkChecks";

    /// <summary>Strikes after which a link is dead. Default 3, as IABot counts.</summary>
    public int StrikesToDeath { get; set; } = 3;

    /// <summary>The least time between two strikes. Default 3 days, so death takes more than six.</summary>
    public TimeSpan StrikeGap { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long checks may bring nothing but "no evidence" before each further one is a strike, if the host answers for others. Default 30 days.</summary>
    public TimeSpan NoEvidenceLimit { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long a host must have been down before it is declared dead, and all links that are on dead hosts alone with it. Default 30 days.</summary>
    public TimeSpan HostDeadAfter { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many days it must have been seen down. Default 3.</summary>
    public int HostDeadDays { get; set; } = 3;

    /// <summary>How long ago another host may last have answered us for a failure to be the host's and not our network's. Default 1 day.</summary>
    public TimeSpan NetworkProof { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Other places to look from before a link dies, in the order in which they are asked. Default none.</summary>
    public IReadOnlyList<VantageOptions> Vantages { get; set; } = [];

    /// <summary>How long another deployment may take to look at one link. Default 1 minute.</summary>
    public TimeSpan VantageTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Links that are looked at for other deployments at once; who asks for more is told to come again. Default 4.</summary>
    public int VantageChecksAtOnce { get; set; } = 4;

    public RecheckOptions Recheck { get; set; } = new();

    public PerHostOptions PerHost { get; set; } = new();

    public LessonOptions Lessons { get; set; } = new();

    /// <summary>The whole of one request, body included; each hop of a redirect chain has its own. At most a third of
    /// <see cref="PerHostOptions.Lease"/>, so that it ends before another instance may ask the host. Default 20 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Name resolution and connect together. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The TLS handshake. Default 10 seconds.</summary>
    public TimeSpan TlsTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest time from the connection to the end of the response headers. Default 15 seconds.</summary>
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest time from the end of the headers to the end of what is read of the body. Default 15 seconds.</summary>
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Redirects followed for one location. Default 10.</summary>
    public int MaxRedirects { get; set; } = 10;

    /// <summary>Body bytes asked for and read at most. Default 64 KiB.</summary>
    public int BodyBytes { get; set; } = 64 * 1024;

    /// <summary>The largest image that is read whole, where its head and tail do not show its end. Default 16 MiB.</summary>
    public int WholeFileBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Networks in CIDR notation that the address guard lets pass although they are not public. Default none.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>Ports that may be asked. Default 80 and 443.</summary>
    public IReadOnlyList<int> AllowedPorts { get; set; } = [80, 443];

    /// <summary>How long a visit takes on new checks. Default 4 minutes.</summary>
    public TimeSpan VisitBudget { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Links that a visit checks at once, over all hosts. Default 32.</summary>
    public int ChecksPerVisit { get; set; } = 32;

    /// <summary>The number of due links that starts a visit of their shard, because a visit reads the whole shard; fewer are held until <see cref="LongestWait"/>. Default 100.</summary>
    public int LinksWorthAVisit { get; set; } = 100;

    /// <summary>How long a due link waits for company at most. Default 1 day.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Shards of one site in flight at once. Default 8.</summary>
    public int MaxShardsPerSite { get; set; } = 8;

    /// <summary>How long a shard that was sent stays taken. Default 30 minutes.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Says to server operators who asks and why.</summary>
    public string UserAgent { get; set; } = "NewsFunctions/0.1 (link-rot check of a news archive)";
}
