using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Php;

/// <summary>Lists the visibilities of a property: <c>["p"]</c>, <c>["p":protected]</c>, <c>["p":"Class":private]</c>.</summary>
public enum PhpVisibility
{
    Public,
    Protected,
    Private,
}

/// <summary>Marks the key of an element.</summary>
/// <param name="Name">The bytes between the quotes, or the digits of a number.</param>
/// <param name="Class">The class that declares a private property; empty for others.</param>
internal readonly record struct PhpKeySpans(TextSpan Name, bool IsInt, PhpVisibility Visibility, TextSpan Class);

/// <summary>Describes the beginning of a value, up to the start of its content or elements.</summary>
/// <param name="Content">The number, the class, the enum case or the type; empty for a string.</param>
/// <param name="Declared">Bytes of a string, elements of an array or object; otherwise 0.</param>
/// <param name="End">The byte after it: the first one of a string's content, or the one after the <c>{</c> of an array or object.</param>
internal readonly record struct PhpHead(PhpKind Kind, bool IsReference, TextSpan Content, long Declared, int End);

/// <summary>Represents a value, or the <c>}</c> that ends an array or object.</summary>
/// <param name="IsComplete">False for a string without an end, and for the end of an array or object that breaks off.</param>
/// <param name="Start">The first byte; for an end, that of its array or object.</param>
/// <param name="Content">The content as in <see cref="PhpHead.Content"/>; the bytes of a string.</param>
/// <param name="End">The byte after it.</param>
/// <param name="Key">Null for the outermost value and for ends.</param>
/// <param name="Depth">The number of arrays and objects around it.</param>
internal readonly record struct PhpToken(
    PhpKind Kind,
    bool IsEnd,
    bool IsComplete,
    bool IsReference,
    int Start,
    TextSpan Content,
    long Declared,
    int End,
    PhpKeySpans? Key,
    int Depth);
