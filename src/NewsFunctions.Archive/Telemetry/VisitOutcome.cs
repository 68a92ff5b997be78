namespace NewsFunctions.Archive.Telemetry;

/// <summary>How a visit ended.</summary>
internal enum VisitOutcome
{
    /// <summary>Nothing is left to do in the shard for now.</summary>
    Ended,

    /// <summary>The shard was sent on: links are left, or something was asked for meanwhile.</summary>
    SentOn,

    /// <summary>Another visit of the shard finished first.</summary>
    Overtaken,

    /// <summary>The message was outdated; nothing was done.</summary>
    Outdated,

    /// <summary>It threw; the message comes again.</summary>
    Failed,
}
