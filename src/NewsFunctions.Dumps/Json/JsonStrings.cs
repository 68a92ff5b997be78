using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace NewsFunctions.Dumps.Json;

/// <summary>Reads the strings of a line of JSON. The platform's reader throws for invalid Unicode, and a line may have a million such
/// strings.</summary>
internal static class JsonStrings
{
    private const int MaxEscapeLength = 6;

    /// <summary>Returns whether a string or name equals the given ASCII text, with or without escapes.</summary>
    public static bool AreEqual(in Utf8JsonReader reader, ReadOnlySpan<byte> expected)
    {
        ReadOnlySpan<byte> written = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
        {
            return written.SequenceEqual(expected);
        }

        return written.Length <= MaxEscapeLength * expected.Length && Unescape(written, out _).SequenceEqual(expected);
    }

    /// <returns>The string; null if it is not valid Unicode.</returns>
    public static string? Read(in Utf8JsonReader reader)
    {
        int? lone = null;
        ReadOnlySpan<byte> value = reader.ValueIsEscaped ? Unescape(reader.ValueSpan, out lone) : reader.ValueSpan;
        return lone is null && Utf8.IsValid(value) ? Encoding.UTF8.GetString(value) : null;
    }

    /// <summary>Returns whether JSON with well-formed escapes has no unpaired surrogate.</summary>
    public static bool IsSound(ReadOnlySpan<byte> json)
    {
        Unescape(json, out int? lone);
        return lone is null;
    }

    private static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> written, out int? lone)
    {
        var value = new ArrayBufferWriter<byte>(written.Length);
        JsonEscapes.Undo(written, 0, value, out lone);
        return value.WrittenSpan;
    }
}
