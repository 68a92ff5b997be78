namespace NewsFunctions.Demo.Papers;

/// <summary>An upload before it is uploaded.</summary>
internal sealed record PaperDump(string Name, byte[] Content);
