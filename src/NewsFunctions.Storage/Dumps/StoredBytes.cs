namespace NewsFunctions.Storage.Dumps;

/// <summary>Locates a text in an upload.</summary>
/// <param name="Member">The entry of a container; empty for a dump that is a single text.</param>
public sealed record StoredBytes(string DumpId, string DumpName, string Member, long Offset, long Length);
