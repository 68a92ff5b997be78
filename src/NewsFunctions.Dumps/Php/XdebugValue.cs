using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Php;

/// <summary>Describes the beginning of a value as xdebug prints it in HTML mode, or a whole scalar.</summary>
/// <param name="Content">The number or word; the class of an object.</param>
/// <param name="Declared">The elements of an array; 0 for an object, which does not declare them.</param>
/// <param name="End">The byte after it.</param>
internal readonly record struct XdebugValue(PhpKind Kind, TextSpan Content, long Declared, int End)
{
    private const int MaxWordLength = 64;
    private const int MaxClassLength = 256;

    /// <summary>Reads <c>array (size=2)</c> or <c>object(stdClass)[3]</c>.</summary>
    public static bool TryReadContainer(ReadOnlySpan<byte> text, int at, out XdebugValue value)
    {
        value = default;
        ReadOnlySpan<byte> rest = text[Math.Min(at, text.Length)..];
        if (rest.StartsWith("array (size="u8))
        {
            bool counted = PhpSyntax.TryReadCount(text, at + "array (size=".Length, out long size, out int end);
            value = new XdebugValue(PhpKind.Array, default, size, end);
            return counted;
        }

        int name = at + "object(".Length;
        int close = rest.StartsWith("object("u8) ? text[name..Math.Min(text.Length, name + MaxClassLength)].IndexOf(")["u8) : -1;
        int bracket = close < 0 ? -1 : text[(name + close)..Math.Min(text.Length, name + close + MaxWordLength)].IndexOf((byte)']');
        if (bracket < 0 || !PhpSyntax.IsInteger(text.Slice(name + close + 2, bracket - 2)))
        {
            return false;
        }

        value = new XdebugValue(PhpKind.Object, new TextSpan(name, close), 0, name + close + bracket + 1);
        return true;
    }

    /// <summary>Reads <c>int 5</c>, <c>float 1.5</c>, <c>boolean true</c> or <c>null</c>.</summary>
    public static bool TryReadScalar(ReadOnlySpan<byte> text, int at, out XdebugValue value)
    {
        value = default;
        ReadOnlySpan<byte> rest = text[at..];
        (PhpKind kind, int word) = rest.StartsWith("int "u8) ? (PhpKind.Int, 4)
            : rest.StartsWith("float "u8) ? (PhpKind.Float, 6)
            : rest.StartsWith("boolean "u8) ? (PhpKind.Bool, 8)
            : rest.StartsWith("null"u8) ? (PhpKind.Null, 0)
            : (PhpKind.Null, -1);
        if (word < 0)
        {
            return false;
        }

        ReadOnlySpan<byte> content = rest[word..Math.Min(rest.Length, word + MaxWordLength)];
        int length = content.IndexOfAny(" \t\r\n"u8);
        length = length < 0 ? content.Length : length;
        value = new XdebugValue(kind, new TextSpan(at + word, length), 0, at + word + length);
        return length > 0;
    }
}
