using System.Diagnostics.CodeAnalysis;

namespace NewsFunctions.Dumps.Php;

/// <summary>Lists the kinds of values that PHP's <c>var_dump</c> prints.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "These are the names of PHP's types.")]
public enum PhpKind
{
    /// <summary><c>NULL</c></summary>
    Null,

    /// <summary><c>bool(true)</c></summary>
    Bool,

    /// <summary><c>int(5)</c></summary>
    Int,

    /// <summary><c>float(1.0E+25)</c>, <c>float(INF)</c>, <c>float(-INF)</c>, <c>float(NAN)</c></summary>
    Float,

    /// <summary><c>string(3) "abc"</c>; the length is in bytes.</summary>
    String,

    /// <summary><c>array(1) { [0]=> ... }</c></summary>
    Array,

    /// <summary><c>object(stdClass)#1 (1) { ["name"]=> ... }</c></summary>
    Object,

    /// <summary><c>enum(Suit::Hearts)</c></summary>
    Enum,

    /// <summary><c>uninitialized(?array)</c>: a typed property without a value.</summary>
    Uninitialized,

    /// <summary><c>*RECURSION*</c>: a value that also contains this position.</summary>
    Recursion,

    /// <summary><c>resource(5) of type (stream)</c></summary>
    Resource,
}
