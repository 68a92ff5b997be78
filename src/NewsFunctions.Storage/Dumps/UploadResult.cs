using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>What an upload may do to a blob of the same name with other content or metadata.</summary>
public enum UploadMode
{
    /// <summary>Leave it alone.</summary>
    CreateOnly,

    /// <summary>Replace it.</summary>
    Overwrite,
}

public enum UploadOutcome
{
    Created,

    /// <summary>The same content and metadata were there already.</summary>
    Unchanged,

    Replaced,

    /// <summary>Something else has the name, and the mode forbids to replace it.</summary>
    Conflict,
}

/// <param name="Dump">The blob that is there now; with <see cref="UploadOutcome.Conflict"/> the one in the way.</param>
public sealed record UploadResult(UploadOutcome Outcome, DumpBlob Dump);
