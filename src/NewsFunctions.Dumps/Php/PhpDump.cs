using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Dumps.Diagnostics;

namespace NewsFunctions.Dumps.Php;

/// <summary>Holds a value read from the output of PHP's <c>var_dump</c>.</summary>
public sealed record PhpDump
{
    /// <summary>The maximum depth of values that are read. Deeper ones are skipped.</summary>
    public const int MaxDepth = 4096;

    public required PhpValue Value { get; init; }

    /// <summary>The byte after the value, or the position where it breaks off.</summary>
    public required int End { get; init; }

    public required IReadOnlyList<DumpDiagnostic> Diagnostics { get; init; }

    /// <summary>Reads the value that begins at a byte of the text and reports its defects as diagnostics. Returns null if no value begins
    /// there.</summary>
    /// <remarks>The value refers to the text, which must not change.</remarks>
    public static PhpDump? Read(ReadOnlyMemory<byte> text, int start = 0)
    {
        var diagnostics = new DiagnosticList();
        var reader = new PhpReader(text.Span, start, MaxDepth, diagnostics);
        var open = new Stack<(PhpToken Head, List<PhpElement> Elements)>();
        PhpValue? value = null;
        while (reader.Read())
        {
            PhpToken token = reader.Token;
            if (token is { IsEnd: false, Kind: PhpKind.Array or PhpKind.Object })
            {
                open.Push((token, []));
                continue;
            }

            (PhpToken head, List<PhpElement> elements) = token.IsEnd ? open.Pop() : (token, []);
            value = ToValue(text, head, token, elements);
            if (open.TryPeek(out (PhpToken Head, List<PhpElement> Elements) parent) && head.Key is { } key)
            {
                parent.Elements.Add(new PhpElement(ToKey(text, key), value));
            }
        }

        return value is null ? null : new PhpDump { Value = value, End = reader.Position, Diagnostics = diagnostics.ToArray() };
    }

    private static PhpValue ToValue(ReadOnlyMemory<byte> text, PhpToken head, PhpToken end, List<PhpElement> elements) => new()
    {
        Kind = head.Kind,
        IsReference = head.IsReference,
        IsComplete = end.IsComplete,
        Offset = head.Start,
        Length = end.End - head.Start,
        Content = text.Slice(head.Content.Start, head.Content.Length),
        Declared = head.Declared,
        Elements = elements,
    };

    private static PhpKey ToKey(ReadOnlyMemory<byte> text, PhpKeySpans key) => new(
        text.Slice(key.Name.Start, key.Name.Length), key.IsInt, key.Visibility, text.Slice(key.Class.Start, key.Class.Length));
}
