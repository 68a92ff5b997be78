namespace NewsFunctions.Dumps.Php;

/// <summary>The keys of <c>var_dump</c>: <c>[0]=></c>, <c>["name"]=></c>, <c>["p":protected]=></c>, <c>["p":"Class":private]=></c>.</summary>
internal static class PhpKeys
{
    /// <summary>Bytes; what is longer is no key.</summary>
    public const int Longest = 4096;

    private const int MostDigits = 20;

    public static ReadOnlySpan<byte> Arrow => "]=>"u8;

    private static ReadOnlySpan<byte> Protected => "\":protected"u8;

    private static ReadOnlySpan<byte> Private => "\":private"u8;

    private static ReadOnlySpan<byte> BeforeClass => "\":\""u8;

    /// <param name="end">The <c>]</c> of <c>]=></c>.</param>
    public static bool TryReadNumber(ReadOnlySpan<byte> text, int start, out int end)
    {
        ReadOnlySpan<byte> rest = text[start..Math.Min(text.Length, start + MostDigits + 1)];
        int length = rest.IndexOf((byte)']');
        end = start + Math.Max(length, 0);
        return length > 0 && PhpSyntax.IsInteger(rest[..length]) && text[end..].StartsWith(Arrow);
    }

    /// <summary>Whether the bytes before an arrow are those after a name.</summary>
    public static bool EndsName(ReadOnlySpan<byte> text, int arrow) =>
        text[arrow - 1] == (byte)'"' || text[..arrow].EndsWith(Protected) || text[..arrow].EndsWith(Private);

    /// <param name="start">The byte after the first quote.</param>
    /// <param name="arrow">A place for which <see cref="EndsName"/> holds.</param>
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
