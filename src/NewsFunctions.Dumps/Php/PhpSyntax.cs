using System.Buffers;
using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Php;

/// <summary>Recognises the syntax of <c>var_dump</c>: the starts of values and the keys. It includes that of xdebug, which replaces it:
/// <c>class A#1 (2) {</c> for an object, <c>double(1.5)</c>.</summary>
/// <remarks>White space between the parts is optional: text copied from a page has lost its indentation.</remarks>
internal static class PhpSyntax
{
    /// <summary>The maximum declared length of a string that is used. A longer string ends with its line. This bounds the read-ahead.</summary>
    public const int MaxDeclared = 8 * 1024 * 1024;

    /// <summary>The maximum length of a class name, enum case, type or number, in bytes.</summary>
    private const int MaxNameLength = 1024;

    private const int MaxDigits = 30;

    private static readonly SearchValues<byte> OfFloats = SearchValues.Create("0123456789.+-EINFA"u8);

    /// <summary>Returns whether a value seems to begin here. <see cref="TryReadHead"/> checks it completely.</summary>
    public static bool MayBeValue(ReadOnlySpan<byte> text, int at)
    {
        at += at < text.Length && text[at] == (byte)'&' ? 1 : 0;
        ReadOnlySpan<byte> rest = text[Math.Min(at, text.Length)..];
        return rest.Length > 0 && rest[0] switch
        {
            (byte)'s' => rest.StartsWith("string("u8),
            (byte)'i' => rest.StartsWith("int("u8),
            (byte)'a' => rest.StartsWith("array("u8),
            (byte)'o' => rest.StartsWith("object("u8),
            (byte)'N' => rest.StartsWith("NULL"u8),
            (byte)'b' => rest.StartsWith("bool("u8),
            (byte)'f' => rest.StartsWith("float("u8),
            (byte)'e' => rest.StartsWith("enum("u8),
            (byte)'u' => rest.StartsWith("uninitialized("u8),
            (byte)'*' => rest.StartsWith("*RECURSION*"u8),
            (byte)'r' => rest.StartsWith("resource("u8),
            (byte)'c' => rest.StartsWith("class "u8),
            (byte)'d' => rest.StartsWith("double("u8),
            _ => false,
        };
    }

    /// <summary>Returns whether a line is the beginning of a value, cut off at any byte.</summary>
    public static bool MayBeCutValue(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd("\r "u8);
        return MayBeValue(line, 0) || (line.Length > 0 && (
            "string("u8.StartsWith(line) || "int("u8.StartsWith(line) || "array("u8.StartsWith(line) || "object("u8.StartsWith(line)
            || "NULL"u8.StartsWith(line) || "bool("u8.StartsWith(line) || "float("u8.StartsWith(line)));
    }

    public static bool TryReadHead(ReadOnlySpan<byte> text, int start, out PhpHead head)
    {
        head = default;
        if (!MayBeValue(text, start))
        {
            return false;
        }

        bool reference = text[start] == (byte)'&';
        int at = start + (reference ? 1 : 0);
        int open = at + WordLength(text[at]) + 1;
        TextSpan content;
        long declared;
        switch (text[at])
        {
            case (byte)'N':
                head = new PhpHead(PhpKind.Null, reference, new TextSpan(at, 4), 0, at + 4);
                return true;
            case (byte)'*':
                head = new PhpHead(PhpKind.Recursion, reference, new TextSpan(at, 11), 0, at + 11);
                return true;
            case (byte)'s':
                return TryReadCount(text, open, out declared, out at) && TryPass(text, ref at, (byte)'"')
                    && Set(out head, new PhpHead(PhpKind.String, reference, new TextSpan(at, 0), declared, at));
            case (byte)'a':
                return TryReadCount(text, open, out declared, out at) && TryPass(text, ref at, (byte)'{')
                    && Set(out head, new PhpHead(PhpKind.Array, reference, default, declared, at));
            case (byte)'o':
                return TryReadClass(text, open, ")#"u8, out content, out declared, out at) && TryPass(text, ref at, (byte)'{')
                    && Set(out head, new PhpHead(PhpKind.Object, reference, content, declared, at));
            case (byte)'c':
                return TryReadClass(text, open, "#"u8, out content, out declared, out at) && TryPass(text, ref at, (byte)'{')
                    && Set(out head, new PhpHead(PhpKind.Object, reference, content, declared, at));
            case (byte)'r':
                return TryReadCount(text, open, out _, out at) && text[at..].StartsWith(" of type ("u8)
                    && TryReadName(text, at + 10, ")"u8, out content)
                    && Set(out head, new PhpHead(PhpKind.Resource, reference, content, 0, content.End + 1));
            case (byte)'u':
                return TryReadType(text, open, out content)
                    && Set(out head, new PhpHead(PhpKind.Uninitialized, reference, content, 0, content.End + 1));
            case (byte)'e':
                return TryReadName(text, open, ")"u8, out content)
                    && Set(out head, new PhpHead(PhpKind.Enum, reference, content, 0, content.End + 1));
            default:
                return TryReadName(text, open, ")"u8, out content) && KindOf(text.Slice(content.Start, content.Length), text[at]) is { } kind
                    && Set(out head, new PhpHead(kind, reference, content, 0, content.End + 1));
        }
    }

    /// <summary>Reads digits and a <c>)</c>.</summary>
    /// <param name="count">The count; <see cref="long.MaxValue"/> if it is larger.</param>
    /// <param name="end">The byte after the bracket.</param>
    public static bool TryReadCount(ReadOnlySpan<byte> text, int at, out long count, out int end)
    {
        count = 0;
        int start = at;
        for (; at < text.Length && char.IsAsciiDigit((char)text[at]) && at - start < MaxDigits; at++)
        {
            int digit = text[at] - '0';
            count = count > (long.MaxValue - digit) / 10 ? long.MaxValue : (count * 10) + digit;
        }

        end = at + 1;
        return at > start && at < text.Length && text[at] == (byte)')';
    }

    /// <summary>Returns whether the text is an integer as PHP prints it: digits with an optional minus.</summary>
    public static bool IsInteger(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text.StartsWith("-"u8) ? text[1..] : text;
        return digits.Length is > 0 and <= MaxDigits && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private static int WordLength(byte first) => first switch
    {
        (byte)'i' => 3,
        (byte)'e' or (byte)'b' => 4,
        (byte)'a' or (byte)'f' or (byte)'c' => 5,
        (byte)'s' or (byte)'o' or (byte)'d' => 6,
        (byte)'r' => 8,
        (byte)'u' => 13,
        _ => 0,
    };

    private static PhpKind? KindOf(ReadOnlySpan<byte> content, byte first) => first switch
    {
        (byte)'b' => content.SequenceEqual("true"u8) || content.SequenceEqual("false"u8) ? PhpKind.Bool : null,
        (byte)'i' => IsInteger(content) ? PhpKind.Int : null,
        _ => content.Length > 0 && !content.ContainsAnyExcept(OfFloats) ? PhpKind.Float : null,
    };

    private static bool TryReadClass(
        ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> closing, out TextSpan name, out long declared, out int end)
    {
        declared = 0;
        end = at;
        if (!TryReadName(text, at, closing, out name))
        {
            return false;
        }

        at = name.End + closing.Length;
        int number = at;
        while (at < text.Length && char.IsAsciiDigit((char)text[at]) && at - number < MaxDigits)
        {
            at++;
        }

        return at > number && TryPass(text, ref at, (byte)'(') && TryReadCount(text, at, out declared, out end);
    }

    private static bool TryReadName(ReadOnlySpan<byte> text, int at, ReadOnlySpan<byte> closing, out TextSpan name)
    {
        int length = text[at..Math.Min(text.Length, at + MaxNameLength)].IndexOf(closing);
        name = new TextSpan(at, length);
        return length > 0;
    }

    /// <summary>Reads a type, which may itself contain brackets: <c>uninitialized((A&amp;B)|null)</c>.</summary>
    private static bool TryReadType(ReadOnlySpan<byte> text, int start, out TextSpan name)
    {
        int depth = 0;
        int end = Math.Min(text.Length, start + MaxNameLength);
        for (int at = start; at < end; at++)
        {
            depth += text[at] == (byte)'(' ? 1 : 0;
            if (text[at] == (byte)')' && depth-- == 0)
            {
                name = new TextSpan(start, at - start);
                return at > start;
            }
        }

        name = default;
        return false;
    }

    private static bool TryPass(ReadOnlySpan<byte> text, ref int at, byte expected)
    {
        at = TextBytes.SkipWhite(text, at, text.Length);
        return at < text.Length && text[at++] == expected;
    }

    private static bool Set(out PhpHead target, PhpHead value)
    {
        target = value;
        return true;
    }
}
