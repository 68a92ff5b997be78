using NewsFunctions.Core.Ledger;

namespace NewsFunctions.Storage.Dumps;

/// <summary>Holds an upload as it was found.</summary>
/// <param name="Content">All of its bytes; null if they must be read with <see cref="DumpBlobs.OpenAsync"/>.</param>
public sealed record FoundDump(DumpBlob Dump, BinaryData? Content);
