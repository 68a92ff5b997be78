namespace NewsFunctions.Demo.Papers;

/// <summary>Holds a dump to upload.</summary>
internal sealed record PaperDump(string Name, byte[] Content);
