using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Php;

/// <summary>Reads the keys of <c>var_dump</c>: <c>[0]=></c>, <c>["name"]=></c>, <c>["p":protected]=></c>, <c>["p":"Class":private]=></c>; and
/// those of xdebug, which replaces it: <c>[0] =></c>, <c>'name' =></c>, <c>public $p =></c>.</summary>
internal static class PhpKeys
{
    /// <summary>The maximum length of a key in bytes.</summary>
    public const int Longest = 4096;

    private const int MaxDigits = 20;

    public static ReadOnlySpan<byte> Arrow => "]=>"u8;

    private static ReadOnlySpan<byte> Protected => "\":protected"u8;

    private static ReadOnlySpan<byte> Private => "\":private"u8;

    private static ReadOnlySpan<byte> BeforeClass => "\":\""u8;

    /// <param name="end">The position of the <c>]</c> of <c>]=></c>.</param>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, int start, out int end)
    {
        ReadOnlySpan<byte> rest = text[start..Math.Min(text.Length, start + MaxDigits + 1)];
        int length = rest.IndexOf((byte)']');
        end = start + Math.Max(length, 0);
        return length > 0 && PhpSyntax.IsInteger(rest[..length]) && ArrowEnd(text, end) >= 0;
    }

    /// <summary>Returns the byte after <c>]=></c> or <c>] =></c>, or -1 if neither is there.</summary>
    public static int ArrowEnd(ReadOnlySpan<byte> text, int bracket)
    {
        ReadOnlySpan<byte> rest = text[bracket..];
        return rest.StartsWith("]=>"u8) ? bracket + 3 : rest.StartsWith("] =>"u8) ? bracket + 4 : -1;
    }

    /// <summary>Reads a name in single quotes, or a property after its visibility, and the arrow.</summary>
    /// <param name="arrowEnd">The byte after the arrow.</param>
    public static bool TryReadXdebug(ReadOnlySpan<byte> text, int at, out PhpKeySpans key, out int arrowEnd)
    {
        key = default;
        arrowEnd = at;
        ReadOnlySpan<byte> rest = text[at..Math.Min(text.Length, at + Longest)];
        PhpVisibility visibility = rest.StartsWith("protected "u8) ? PhpVisibility.Protected
            : rest.StartsWith("private "u8) ? PhpVisibility.Private
            : PhpVisibility.Public;
        bool isProperty = visibility != PhpVisibility.Public || rest.StartsWith("public "u8);
        if (!isProperty && !rest.StartsWith("'"u8))
        {
            return false;
        }

        int arrow = rest.IndexOf(" =>"u8);
        if (arrow < 0 || TextBytes.IndexOfLineEnd(rest[..arrow]) >= 0)
        {
            return false;
        }

        // The type, quotes around the name (in HTML mode), or a dollar may be between visibility and name.
        ReadOnlySpan<byte> written = rest[..arrow];
        int nameStart = !isProperty ? 1 : written.EndsWith("'"u8) ? written[..^1].LastIndexOf((byte)'\'') + 1 : written.LastIndexOf((byte)'$') + 1;
        int nameEnd = written.EndsWith("'"u8) ? arrow - 1 : arrow;
        if (nameStart == 0 || nameEnd < nameStart || (!isProperty && nameEnd == arrow))
        {
            return false;
        }

        key = new PhpKeySpans(new TextSpan(at + nameStart, nameEnd - nameStart), IsInt: false, visibility, default);
        arrowEnd = at + arrow + " =>".Length;
        return true;
    }

    /// <summary>Returns whether the bytes before an arrow end a name.</summary>
    public static bool EndsName(ReadOnlySpan<byte> text, int arrow) =>
        text[arrow - 1] == (byte)'"' || text[..arrow].EndsWith(Protected) || text[..arrow].EndsWith(Private);

    /// <param name="start">The byte after the first quote.</param>
    /// <param name="arrow">A position for which <see cref="EndsName"/> returns true.</param>
    public static PhpKeySpans Read(ReadOnlySpan<byte> text, int start, int arrow)
    {
        ReadOnlySpan<byte> written = text[start..arrow];
        if (written.EndsWith(Protected))
        {
            return new PhpKeySpans(new TextSpan(start, written.Length - Protected.Length), IsInt: false, PhpVisibility.Protected, default);
        }

        if (!written.EndsWith(Private))
        {
            return new PhpKeySpans(new TextSpan(start, written.Length - 1), IsInt: false, PhpVisibility.Public, default);
        }

        written = written[..^Private.Length];
        int divide = written.LastIndexOf(BeforeClass);
        if (divide < 0)
        {
            return new PhpKeySpans(new TextSpan(start, written.Length), IsInt: false, PhpVisibility.Private, default);
        }

        int classStart = divide + BeforeClass.Length;
        return new PhpKeySpans(
            new TextSpan(start, divide), IsInt: false, PhpVisibility.Private, new TextSpan(start + classStart, written.Length - classStart));
    }
}
