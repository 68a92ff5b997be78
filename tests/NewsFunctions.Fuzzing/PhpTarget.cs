using System.Globalization;
using System.Text;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Fuzzing;

/// <summary>Fuzzes the reader of PHP's <c>var_dump</c>.</summary>
internal static class PhpTarget
{
    public static void Run(byte[] bytes)
    {
        string once = Read(bytes);
        Invariant.AreEqual(once, Read(bytes), "The same bytes are read differently the second time");
    }

    private static string Read(byte[] bytes)
    {
        var seen = new StringBuilder();
        PhpDump? dump = PhpDump.Read(bytes);
        if (dump is null)
        {
            return "";
        }

        Invariant.Holds(dump.End > 0 && dump.End <= bytes.Length);
        ParsedInvariants.CheckDiagnostics(dump.Diagnostics, 0, bytes.Length);
        seen.Append(CultureInfo.InvariantCulture, $"{dump.End} {string.Join('|', dump.Diagnostics)}\n");

        // Iterative, because values may be nested thousands deep.
        var open = new Stack<(PhpValue Value, int Depth)>();
        open.Push((dump.Value, 0));
        Invariant.Holds(dump.Value.Offset >= 0 && dump.Value.Offset + dump.Value.Length <= dump.End);
        while (open.TryPop(out (PhpValue Value, int Depth) at))
        {
            Invariant.Holds(at.Depth <= PhpDump.MaxDepth);
            Describe(at.Value, seen);
            long end = at.Value.Offset;
            foreach (PhpElement element in at.Value.Elements)
            {
                // Elements lie within their parent, one after another.
                Invariant.Holds(element.Value.Offset >= end);
                end = element.Value.Offset + element.Value.Length;
                Invariant.Holds(end <= at.Value.Offset + at.Value.Length);
                seen.Append(Encoding.Latin1.GetString(element.Key.Name.Span)).Append("=>");
                open.Push((element.Value, at.Depth + 1));
            }
        }

        return seen.ToString();
    }

    private static void Describe(PhpValue value, StringBuilder seen)
    {
        Invariant.Holds(value.Length >= 0 && value.Content.Length <= value.Length);
        Invariant.Holds(value.Elements.Count == 0 || value.Kind is PhpKind.Array or PhpKind.Object);
        seen.Append(CultureInfo.InvariantCulture, $"{value.Kind} {value.Offset} {value.Length} {value.IsComplete} {value.IsReference} {value.Declared} ");
        seen.Append(Encoding.Latin1.GetString(value.Content.Span)).Append('\n');
    }
}
