namespace NewsFunctions.Dumps.Php;

/// <summary>Holds a value that PHP's <c>var_dump</c> printed.</summary>
public sealed class PhpValue
{
    public required PhpKind Kind { get; init; }

    /// <summary>Says whether the value is a reference, before which PHP prints <c>&amp;</c>.</summary>
    public required bool IsReference { get; init; }

    /// <summary>Says whether the value is complete. It is false if the value breaks off.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The first byte of the value in the text.</summary>
    public required int Offset { get; init; }

    /// <summary>The length of the value in bytes, including quotes and brackets.</summary>
    public required int Length { get; init; }

    /// <summary>The bytes of a string; the number, <c>true</c>, the class of an object, the enum case, or the type of a resource or
    /// property.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The count that PHP declared: bytes of a string, elements of an array or object.</summary>
    public required long Declared { get; init; }

    /// <summary>The elements of an array or object, in order.</summary>
    public required IReadOnlyList<PhpElement> Elements { get; init; }
}

/// <summary>Holds an element of an array, or a property of an object.</summary>
public sealed record PhpElement(PhpKey Key, PhpValue Value);

/// <param name="Name">The bytes of the key; the digits of a number.</param>
/// <param name="Class">The class that declares a private property; empty for others.</param>
public sealed record PhpKey(ReadOnlyMemory<byte> Name, bool IsInt, PhpVisibility Visibility, ReadOnlyMemory<byte> Class);
