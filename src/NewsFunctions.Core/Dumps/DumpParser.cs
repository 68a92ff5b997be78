namespace NewsFunctions.Dumps;

/// <summary>Parses one text.</summary>
public static class DumpParser
{
    public static ParsedDump Parse(ReadOnlyMemory<byte> text) => throw new NotImplementedException();
}
