using NewsFunctions.Core.Text;

namespace NewsFunctions.Dumps.Php;

/// <summary>Who may see a property: <c>["p"]</c>, <c>["p":protected]</c>, <c>["p":"Class":private]</c>.</summary>
public enum PhpVisibility
{
    Public,
    Protected,
    Private,
}

/// <summary>Where the key of an element stands.</summary>
/// <param name="Name">The bytes between the quotes, or the digits of a number.</param>
/// <param name="Class">The class that declares a private property; empty for others.</param>
internal readonly record struct PhpKeySpans(TextSpan Name, bool IsInt, PhpVisibility Visibility, TextSpan Class);

/// <summary>The beginning of a value, up to where its content or its elements begin.</summary>
/// <param name="Content">The number, the class, the enum's case, the type; nothing yet for a string.</param>
/// <param name="Declared">Bytes of a string, elements of an array or object; else 0.</param>
/// <param name="End">The byte after it: the first one of a string's content, the one after the <c>{</c> of an array or object.</param>
internal readonly record struct PhpHead(PhpKind Kind, bool IsReference, TextSpan Content, long Declared, int End);

/// <summary>A value, or the <c>}</c> that ends an array or object.</summary>
/// <param name="IsComplete">False for a string whose end is not there, and for the end of an array or object that breaks off.</param>
/// <param name="Start">The first byte; of an end, that of its array or object.</param>
/// <param name="Content">As <see cref="PhpHead.Content"/>; the bytes of a string.</param>
/// <param name="End">The byte after it.</param>
/// <param name="Key">Null for the outermost value and for ends.</param>
/// <param name="Depth">How many arrays and objects it stands in.</param>
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
