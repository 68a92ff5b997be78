using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NewsFunctions.Dumps.Php;

namespace NewsFunctions.Tests.Dumps.Php;

/// <summary>Writes a value like <c>canonical()</c> in TestData/Php/values.php.</summary>
internal static class PhpCanonical
{
    public static string Write(PhpValue value) => value.Kind switch
    {
        PhpKind.Null => "N",
        PhpKind.Bool => $"b:{Text(value.Content)}",
        PhpKind.Int => $"i:{Text(value.Content)}",
        PhpKind.Float => Float(Text(value.Content)),
        PhpKind.String => $"s:{Hex(value.Content)}",
        PhpKind.Array => $"a[{string.Concat(value.Elements.Select(e => $"{Key(e.Key)}={Element(e.Value)},"))}]",
        PhpKind.Enum => $"e:{Text(value.Content)}",
        PhpKind.Resource => $"r:{Text(value.Content)}",
        PhpKind.Object => $"o:{Text(value.Content)}[{Properties(value.Elements)}]",
        _ => value.Kind.ToString(),
    };

    private static string Element(PhpValue value) => (value.IsReference ? "&" : "") + Write(value);

    private static string Properties(IReadOnlyList<PhpElement> properties) => string.Concat(
        [
            .. properties.Where(p => p.Value.Kind != PhpKind.Uninitialized).Select(p => $"{Property(p.Key)}={Write(p.Value)},"),
            .. properties.Where(p => p.Value.Kind == PhpKind.Uninitialized)
                .Select(p => $"!{Hex(p.Key.Name)}:{Text(p.Value.Content)},").Distinct().Order(StringComparer.Ordinal),
        ]);

    private static string Property(PhpKey key) => key.Visibility switch
    {
        PhpVisibility.Private => $"-{Hex(key.Name)}@{Text(key.Class)}",
        PhpVisibility.Protected => $"#{Hex(key.Name)}",
        _ => $"+{Hex(key.Name)}",
    };

    private static string Key(PhpKey key) => key.IsInt ? Text(key.Name) : $"\"{Hex(key.Name)}\"";

    private static string Float(string written)
    {
        if (written == "NAN")
        {
            return "f:nan";
        }

        double number = written switch
        {
            "INF" => double.PositiveInfinity,
            "-INF" => double.NegativeInfinity,
            _ => double.Parse(written, CultureInfo.InvariantCulture),
        };
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleBigEndian(bytes, number);
        return $"f:{Convert.ToHexStringLower(bytes)}";
    }

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
