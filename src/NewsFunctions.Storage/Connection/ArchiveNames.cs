namespace NewsFunctions.Storage.Connection;

/// <summary>Names the containers and queues. They are constants, because trigger attributes accept nothing else.</summary>
public static class ArchiveNames
{
    /// <summary>Names the setting, or the prefix of settings, that says where the archive is stored.</summary>
    public const string Connection = "ArchiveStorage";

    /// <summary>Holds the uploads, which are never modified.</summary>
    public const string DumpsContainer = "dumps";

    /// <summary>Holds the versions of articles that are too large for a table row.</summary>
    public const string ArticlesContainer = "articles";

    /// <summary>Holds the state of long ingests between commits. It is removed when an ingest ends.</summary>
    public const string IngestsContainer = "ingests";

    /// <summary>Holds captures of media, under their hashes.</summary>
    public const string CapturesContainer = "captures";

    /// <summary>Holds summaries of the archive and of its sites.</summary>
    public const string ReportsContainer = "reports";

    /// <summary>Holds the key that signs sessions.</summary>
    public const string AccessContainer = "access";

    /// <summary>Records the progress of a restore into this account, or which restore made it.</summary>
    public const string RestoresContainer = "restores";

    /// <summary>Has one message for each visit of a shard.</summary>
    public const string LinkChecksQueue = "link-checks";

    /// <summary>Has one message for each upload whose event was lost, and for each leg of a long ingest.</summary>
    public const string IngestsQueue = "ingests";

    /// <summary>Has one message for each run that looks up dying links of a shard in web archives.</summary>
    public const string RescuesQueue = "rescues";

    /// <summary>Has one message for each event, if a webhook is set up.</summary>
    public const string WebhooksQueue = "webhooks";

    /// <summary>Has one message for each run that captures live media of a shard.</summary>
    public const string CapturesQueue = "captures";

    public const string LinkChecksPoisonQueue = "link-checks-poison";

    public const string IngestsPoisonQueue = "ingests-poison";

    public const string WebhooksPoisonQueue = "webhooks-poison";

    /// <summary>Receives what the blob trigger gave up on. The Functions host names it.</summary>
    public const string BlobTriggerPoisonQueue = "webjobs-blobtrigger-poison";

    /// <summary>Ends the name of a queue's poison queue, as the Functions host names it.</summary>
    public const string PoisonSuffix = "-poison";

    private static readonly string[] Triggered = [LinkChecksQueue, IngestsQueue, RescuesQueue, CapturesQueue, WebhooksQueue];

    /// <summary>Lists every queue of the archive: those that trigger functions, then the poison queues.</summary>
    public static IReadOnlyList<string> Queues { get; } = [.. Triggered, .. Triggered.Select(queue => queue + PoisonSuffix), BlobTriggerPoisonQueue];
}
