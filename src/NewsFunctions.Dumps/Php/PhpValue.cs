namespace NewsFunctions.Dumps.Php;

/// <summary>A value that PHP's <c>var_dump</c> printed.</summary>
public sealed class PhpValue
{
    public required PhpKind Kind { get; init; }

    /// <summary>It is a reference: PHP prints <c>&amp;</c> before it.</summary>
    public required bool IsReference { get; init; }

    /// <summary>False where it breaks off.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The first byte of the value in the text.</summary>
    public required int Offset { get; init; }

    /// <summary>Bytes of the value, quotes and brackets included.</summary>
    public required int Length { get; init; }

    /// <summary>The bytes of a string; the number, <c>true</c>, the class of an object, the enum's case, the type of a resource or property.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>What PHP counted: bytes of a string, elements of an array or object.</summary>
    public required long Declared { get; init; }

    /// <summary>Those of an array or object, in order.</summary>
    public required IReadOnlyList<PhpElement> Elements { get; init; }
}

/// <summary>An element of an array, or a property of an object.</summary>
public sealed record PhpElement(PhpKey Key, PhpValue Value);

/// <param name="Name">The bytes of the key; of a number its digits.</param>
/// <param name="Class">The class that declares a private property; empty for others.</param>
public sealed record PhpKey(ReadOnlyMemory<byte> Name, bool IsInt, PhpVisibility Visibility, ReadOnlyMemory<byte> Class);
