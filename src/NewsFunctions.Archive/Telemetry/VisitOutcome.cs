namespace NewsFunctions.Archive.Telemetry;

/// <summary>Says how a visit ended.</summary>
internal enum VisitOutcome
{
    /// <summary>Nothing is left to do in the shard for now.</summary>
    Ended,

    /// <summary>The shard was queued again: links are left, or something was requested meanwhile.</summary>
    SentOn,

    /// <summary>Another visit of the shard finished first.</summary>
    Overtaken,

    /// <summary>The message was outdated; nothing was done.</summary>
    Outdated,

    /// <summary>It threw an exception. The message is delivered again.</summary>
    Failed,
}
