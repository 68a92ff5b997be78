namespace NewsFunctions.Dumps;

/// <summary>Parses one text: a pure function over its bytes, linear in their number, that never throws for what they hold.</summary>
/// <remarks>The format and every rule are described in docs/dump-format.md.</remarks>
public static class DumpParser
{
    public static ParsedDump Parse(ReadOnlyMemory<byte> text) => new TextParser(text.Span).Parse();
}
