using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace NewsFunctions.Dumps.Json;

/// <summary>Decodes the escapes of a JSON string (RFC 8259 section 7) and records where each byte came from.</summary>
internal static class JsonEscapes
{
    /// <param name="raw">The bytes between the quotes, which a JSON reader accepted as well-formed.</param>
    /// <param name="start">The start of the string in its line.</param>
    /// <param name="unknown">The positions of unpaired first surrogates, which are left as written.</param>
    /// <returns>The map that <c>JsonTextOffsets</c> takes.</returns>
    public static List<(int Value, int Line)> Undo(ReadOnlySpan<byte> raw, int start, ArrayBufferWriter<byte> value, out int? unknown)
    {
        var map = new List<(int, int)> { (0, start) };
        unknown = null;
        int at = 0;
        while (raw[at..].IndexOf((byte)'\\') is var found and >= 0)
        {
            value.Write(raw.Slice(at, found));
            at += found;
            int length = UndoOne(raw[at..], value);
            if (length == 0)
            {
                unknown ??= start + at;
                length = Math.Min(2, raw.Length - at);
                value.Write(raw.Slice(at, length));
            }

            at += length;
            map.Add((value.WrittenCount, start + at));
        }

        value.Write(raw[at..]);
        return map;
    }

    /// <returns>The length of the escape in bytes; 0 if it is not a character.</returns>
    private static int UndoOne(ReadOnlySpan<byte> escape, ArrayBufferWriter<byte> value)
    {
        if (escape.Length < 2)
        {
            return 0;
        }

        if (escape[1] != (byte)'u')
        {
            byte plain = escape[1] switch
            {
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                (byte)'n' => (byte)'\n',
                (byte)'r' => (byte)'\r',
                (byte)'t' => (byte)'\t',
                var other => other,
            };
            value.Write([plain]);
            return 2;
        }

        if (!TryUnit(escape, out char first))
        {
            return 0;
        }

        int length = 6;
        if (!Rune.TryCreate(first, out Rune rune))
        {
            if (!TryUnit(escape[6..], out char second) || !Rune.TryCreate(first, second, out rune))
            {
                return 0;
            }

            length = 12;
        }

        value.Advance(rune.EncodeToUtf8(value.GetSpan(4)));
        return length;
    }

    private static bool TryUnit(ReadOnlySpan<byte> escape, out char unit)
    {
        unit = default;
        if (escape.Length < 6 || escape[0] != (byte)'\\' || escape[1] != (byte)'u'
            || !Utf8Parser.TryParse(escape.Slice(2, 4), out ushort number, out int used, 'x') || used != 4)
        {
            return false;
        }

        unit = (char)number;
        return true;
    }
}
