using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Says what an upload may do to a blob of the same name with other content or metadata.</summary>
public enum UploadMode
{
    /// <summary>Leaves it alone.</summary>
    CreateOnly,

    /// <summary>Replaces it.</summary>
    Overwrite,
}

public enum UploadOutcome
{
    Created,

    /// <summary>The same content and metadata existed already.</summary>
    Unchanged,

    Replaced,

    /// <summary>Something else has the name, and the mode forbids replacing it.</summary>
    Conflict,
}

/// <param name="Dump">The present blob; for <see cref="UploadOutcome.Conflict"/> the one that has the name.</param>
public sealed record UploadResult(UploadOutcome Outcome, DumpBlob Dump);
