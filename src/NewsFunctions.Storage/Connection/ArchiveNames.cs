namespace NewsFunctions.Storage.Connection;

/// <summary>Containers and queues by name; constants, because trigger attributes take nothing else.</summary>
public static class ArchiveNames
{
    /// <summary>The setting, or the prefix of the settings, that says where the archive is kept.</summary>
    public const string Connection = "ArchiveStorage";

    /// <summary>Uploads, never modified.</summary>
    public const string DumpsContainer = "dumps";

    /// <summary>Versions of articles that are too large for a table row.</summary>
    public const string ArticlesContainer = "articles";

    /// <summary>What long ingests remember between their commits; nothing of one that has ended.</summary>
    public const string IngestsContainer = "ingests";

    /// <summary>Our own copies of media, under their hashes.</summary>
    public const string CapturesContainer = "captures";

    /// <summary>Summaries of the archive and of its sites.</summary>
    public const string ReportsContainer = "reports";

    /// <summary>The key that signs sessions.</summary>
    public const string AccessContainer = "access";

    /// <summary>How far a restore into this account is, or which one made it.</summary>
    public const string RestoresContainer = "restores";

    /// <summary>One message a visit of a shard.</summary>
    public const string LinkChecksQueue = "link-checks";

    /// <summary>Uploads whose event was lost, and long ingests that hand over.</summary>
    public const string IngestsQueue = "ingests";

    /// <summary>One message a run that looks up dying links of a shard in web archives.</summary>
    public const string RescuesQueue = "rescues";

    /// <summary>One message an event, where a webhook is set up.</summary>
    public const string WebhooksQueue = "webhooks";

    /// <summary>One message a run that copies live media of a shard.</summary>
    public const string CapturesQueue = "captures";

    public const string LinkChecksPoisonQueue = "link-checks-poison";

    public const string IngestsPoisonQueue = "ingests-poison";

    public const string WebhooksPoisonQueue = "webhooks-poison";

    /// <summary>Where the Functions host puts what the blob trigger gave up on.</summary>
    public const string BlobTriggerPoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>How the Functions host names the poison queue of a queue.</summary>
    public const string PoisonSuffix = "-poison";

    private static readonly string[] Triggered = [LinkChecksQueue, IngestsQueue, RescuesQueue, CapturesQueue, WebhooksQueue];

    /// <summary>Gets every queue of the archive: those that trigger functions, then the poison queues.</summary>
    public static IReadOnlyList<string> Queues { get; } = [.. Triggered, .. Triggered.Select(queue => queue + PoisonSuffix), BlobTriggerPoisonQueue];
}
