using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using NewsFunctions.Core.Diagnostics;
using NewsFunctions.Core.Ids;
using NewsFunctions.Dumps.Diagnostics;
using NewsFunctions.Dumps.Json;

namespace NewsFunctions.Dumps.Containers;

/// <summary>Parses a line of NDJSON: <c>url</c>, <c>text</c>, <c>date</c>, and any other fields. It is reused for each line.</summary>
internal sealed class NdjsonLine(int maxExtraBytes)
{
    private const int MaxShownLength = 40;

    /// <summary>The number of bytes of a non-JSON field that its diagnostic keeps.</summary>
    private const int MaxOriginalLength = 1024;

    private readonly ArrayBufferWriter<byte> _unescaped = new();
    private readonly ArrayBufferWriter<byte> _extra = new();
    private DiagnosticList _diagnostics = new();
    private List<int>? _unknownWords;
    private bool _extraIsFull;

    /// <summary>The unescaped text. It is valid until the next line.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Maps the bytes of <see cref="Text"/> to the line, as <see cref="JsonTextOffsets"/> expects it.</summary>
    public IReadOnlyList<(int Value, int Line)> Map { get; private set; } = [];

    public Uri? Url { get; private set; }

    public DateTimeOffset? Date { get; private set; }

    public JsonElement? Extra { get; private set; }

    public DumpDiagnostic[] Diagnostics => _diagnostics.ToArray();

    /// <param name="offset">The start of the line in its member.</param>
    /// <returns>The reason why nothing can be read; null for an article.</returns>
    public DumpDiagnostic? Parse(ReadOnlyMemory<byte> line, long offset)
    {
        Extra = null;
        _unknownWords = null;
        if (ReadMembers(line, line, offset) is { } refusal
            && !(JsonRepair.TryRepair(line.Span, out byte[] repaired, out _unknownWords) && ReadMembers(repaired, line, offset) is null))
        {
            return refusal;
        }

        if (Map.Count == 0)
        {
            return DumpDiagnostics.LineWithoutText(offset);
        }

        if (_extra.WrittenCount > 0)
        {
            _extra.Write("}"u8);
            using JsonDocument extra = JsonDocument.Parse(_extra.WrittenMemory);
            Extra = extra.RootElement.Clone();
        }

        return null;
    }

    /// <param name="json">The JSON to read: the line, or the line with its unknown words replaced.</param>
    private DumpDiagnostic? ReadMembers(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> line, long offset)
    {
        (Text, Map, Url, Date) = (default, [], null, null);
        (_diagnostics, _extraIsFull) = (new DiagnosticList(), false);
        _extra.ResetWrittenCount();
        var reader = new Utf8JsonReader(json.Span);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return DumpDiagnostics.LineNotJson(offset);
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadMember(ref reader, line, offset);
            }

            // It throws if anything follows the object.
            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return DumpDiagnostics.LineNotJson(offset + Math.Min(e.BytePositionInLine ?? 0, line.Length));
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> line, long offset)
    {
        int name = (int)reader.TokenStartIndex;
        bool isText = Map.Count == 0 && JsonStrings.AreEqual(reader, "text"u8);
        bool isUrl = Url is null && JsonStrings.AreEqual(reader, "url"u8);
        bool isDate = Date is null && JsonStrings.AreEqual(reader, "date"u8);
        ReadOnlySpan<byte> written = reader.ValueSpan;
        reader.Read();
        int value = (int)reader.TokenStartIndex;
        if (isText && reader.TokenType == JsonTokenType.String)
        {
            SetText(line[(value + 1)..((int)reader.BytesConsumed - 1)], value + 1, reader.ValueIsEscaped, offset);
        }
        else if (isUrl && reader.TokenType == JsonTokenType.String)
        {
            Url = JsonStrings.Read(reader) is { } url && HttpUrl.TryParse(url.Trim(), out Uri? parsed) ? parsed : null;
            if (Url is null)
            {
                _diagnostics.Add(DumpDiagnostics.FieldNotUnderstood(offset + value, "url", "an http(s) URL"));
            }
        }
        else if (isDate && reader.TokenType == JsonTokenType.String)
        {
            Date = JsonStrings.Read(reader) is { } date && WrittenDates.TryParse(date, out DateTimeOffset parsed) ? parsed : null;
            if (Date is null)
            {
                _diagnostics.Add(DumpDiagnostics.FieldNotUnderstood(offset + value, "date", "a date in ISO 8601 or RFC 2822"));
            }
        }
        else if (reader.TokenType != JsonTokenType.Null || !(isText || isUrl || isDate))
        {
            reader.Skip();
            int end = (int)reader.BytesConsumed;
            if (HasUnknownWord(value, end))
            {
                end = JsonRepair.EndOfWord(line.Span, end);
                ReadOnlySpan<byte> original = line.Span[value..Math.Min(end, value + MaxOriginalLength)].TrimEnd((byte)' ');
                _diagnostics.Add(DumpDiagnostics.FieldNotUnderstood(offset + value, Shown(written), "JSON") with { Original = Encoding.UTF8.GetString(original) });
                return;
            }

            Keep(line.Span[name..end], written, offset + name);
        }
    }

    private void SetText(ReadOnlyMemory<byte> raw, int start, bool isEscaped, long offset)
    {
        if (!isEscaped)
        {
            (Text, Map) = (raw, [(0, start)]);
            return;
        }

        _unescaped.ResetWrittenCount();
        Map = JsonEscapes.Undo(raw.Span, start, _unescaped, out int? unknown);
        Text = _unescaped.WrittenMemory;
        if (unknown is { } at)
        {
            _diagnostics.Add(DumpDiagnostics.BadEscape(offset + at, "text", EscapeDefects.Unknown));
        }
    }

    /// <param name="member">Name, colon and value as written.</param>
    private void Keep(ReadOnlySpan<byte> member, ReadOnlySpan<byte> name, long offset)
    {
        if (_extraIsFull || _extra.WrittenCount + member.Length + 2 > maxExtraBytes)
        {
            if (!_extraIsFull)
            {
                _diagnostics.Add(DumpDiagnostics.ExtraTooLong(offset, maxExtraBytes));
            }

            _extraIsFull = true;
        }
        else if (!IsSound(member))
        {
            _diagnostics.Add(DumpDiagnostics.FieldNotUnderstood(offset, Shown(name), "valid Unicode"));
        }
        else
        {
            _extra.Write(_extra.WrittenCount == 0 ? "{"u8 : ","u8);
            _extra.Write(member);
        }
    }

    private bool HasUnknownWord(int start, int end)
    {
        if (_unknownWords is null)
        {
            return false;
        }

        int next = _unknownWords.BinarySearch(start);
        next = next < 0 ? ~next : next;
        return next < _unknownWords.Count && _unknownWords[next] < end;
    }

    private static string Shown(ReadOnlySpan<byte> name) =>
        name.Length <= MaxShownLength && Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : "a field";

    /// <summary>Returns whether every string in it can be written again. Unpaired surrogates cannot.</summary>
    private static bool IsSound(ReadOnlySpan<byte> member) =>
        Utf8.IsValid(member) && (member.IndexOf("\\u"u8) < 0 || JsonStrings.IsSound(member));
}
