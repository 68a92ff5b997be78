using System.Buffers;
using System.IO.Compression;
using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Storage.Links;

/// <summary>Holds one check as stored in the history: JSON with its evidence, compressed by Brotli. Evidence is repetitive and takes more
/// space than everything else.</summary>
/// <param name="VisitId">The visit that wrote it. A repeated write recognises its own entry by it.</param>
internal sealed record CheckEntry(LinkCheck Check, string VisitId)
{
    private const int MaxTextLength = 4000;

    // Higher levels take twice the time to save a tenth of the bytes. The window need not be longer than the longest entry.
    private const int Quality = 2;
    private const int Window = 16;

    // A reason and a location of maximum length with every character escaped, plus the largest evidence.
    private const int MaxEntrySize = Evidence.MaxBytes + (2 * 6 * MaxTextLength) + 4096;

    public byte[] ToBytes()
    {
        var json = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = ColumnJson.Encoder }))
        {
            Write(writer);
        }

        byte[] packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(json.WrittenCount));
        try
        {
            return BrotliEncoder.TryCompress(json.WrittenSpan, packed, out int length, Quality, Window)
                ? packed.AsSpan(0, length).ToArray()
                : throw new InvalidOperationException("Brotli needs more space than its stated maximum.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <exception cref="InvalidDataException">The bytes were not written by this class.</exception>
    public static CheckEntry FromBytes(LinkId link, ReadOnlySpan<byte> bytes)
    {
        byte[] json = ArrayPool<byte>.Shared.Rent(MaxEntrySize);
        try
        {
            return BrotliDecoder.TryDecompress(bytes, json, out int length)
                ? Read(link, json.AsMemory(0, length))
                : throw new InvalidDataException($"A check of link {link} is not readable.");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw new InvalidDataException($"A check of link {link} is not readable.", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(json);
        }
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("visitId"u8, VisitId);
        json.WriteString("checkedAt"u8, Check.CheckedAt.ToUniversalTime());
        json.WriteString("verdict"u8, Check.Verdict.ToString());
        json.WriteString("reason"u8, Shortened(Check.Reason));
        json.WriteNumber("durationTicks"u8, Check.Duration.Ticks);
        json.WriteNumber("rulesVersion"u8, Check.RulesVersion);
        if (Check.Location is not null)
        {
            json.WriteString("location"u8, Shortened(Check.Location));
        }

        if (Check.RejudgementOf is { } looked)
        {
            json.WriteString("rejudgementOf"u8, looked.ToUniversalTime());
        }

        if (Check.RejudgedAt is { } rejudged)
        {
            json.WriteString("rejudgedAt"u8, rejudged.ToUniversalTime());
        }

        if (Check.Vantage is not null)
        {
            json.WriteString("vantage"u8, Check.Vantage);
        }

        if (Check.Judgement is { } judgement)
        {
            json.WritePropertyName("judgement"u8);
            JsonSerializer.Serialize(json, judgement, LinkRowsJson.Columns.PersonJudgement);
        }

        json.WritePropertyName("evidence"u8);
        ReadOnlySpan<byte> evidence = Check.Evidence.Utf8.Span;
        if (evidence.Length <= Evidence.MaxBytes)
        {
            json.WriteRawValue(evidence, skipInputValidation: true);
        }
        else
        {
            // The checker limits its evidence. If that ever fails, the check still counts and says what is missing.
            json.WriteStartObject();
            json.WriteNumber("evidenceTooLarge"u8, evidence.Length);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static CheckEntry Read(LinkId link, ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        JsonElement json = document.RootElement;
        return new CheckEntry(
            new LinkCheck
            {
                Link = link,
                CheckedAt = json.GetProperty("checkedAt"u8).GetDateTimeOffset(),
                Verdict = Enum.Parse<Verdict>(json.GetProperty("verdict"u8).GetString()!),
                Reason = json.GetProperty("reason"u8).GetString()!,
                Location = Optional(json, "location"u8)?.GetString(),
                Duration = TimeSpan.FromTicks(json.GetProperty("durationTicks"u8).GetInt64()),
                RulesVersion = json.GetProperty("rulesVersion"u8).GetInt32(),
                RejudgementOf = Optional(json, "rejudgementOf"u8)?.GetDateTimeOffset(),
                RejudgedAt = Optional(json, "rejudgedAt"u8)?.GetDateTimeOffset(),
                Vantage = Optional(json, "vantage"u8)?.GetString(),
                Judgement = Optional(json, "judgement"u8)?.Deserialize(LinkRowsJson.Columns.PersonJudgement),
                Evidence = Evidence.FromJson(json.GetProperty("evidence"u8)),
            },
            json.GetProperty("visitId"u8).GetString()!);
    }

    private static JsonElement? Optional(JsonElement json, ReadOnlySpan<byte> name) => json.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string Shortened(string text) => text.Length > MaxTextLength ? text[..MaxTextLength] : text;
}
