using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Rows;

/// <summary>Reads and writes properties of table entities that need a conversion.</summary>
internal static class Columns
{
    /// <summary>Limits the characters of a string. The service's limit is 64 KiB of UTF-16, 32,768 characters.</summary>
    public const int MaxStringLength = 32_000;

    // A merge cannot remove a property, so null needs a value: the earliest time that a table can hold.
    public static readonly DateTimeOffset Never = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes null as <see cref="Never"/>, for rows that are merged.</summary>
    public static void SetTime(this TableEntity entity, string name, DateTimeOffset? value) =>
        entity[name] = ValueOf(value);

    /// <inheritdoc cref="SetTime"/>
    public static object ValueOf(DateTimeOffset? value) => (value ?? Never).ToUniversalTime();

    public static DateTimeOffset? Time(this TableEntity entity, string name) =>
        entity.GetDateTimeOffset(name) is { } value && value != Never ? value : null;

    /// <summary>Writes null as an empty text, for rows that are merged. An empty text is read back as null.</summary>
    public static void SetText(this TableEntity entity, string name, string? value) => entity[name] = ValueOf(value);

    /// <inheritdoc cref="SetText"/>
    public static object ValueOf(string? value) => value is null ? "" : WellFormed(value);

    public static string? Text(this TableEntity entity, string name) => entity.GetString(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes null as -1. No column holds a negative number.</summary>
    public static void SetNumber(this TableEntity entity, string name, long? value) => entity[name] = ValueOf(value);

    /// <inheritdoc cref="SetNumber"/>
    public static object ValueOf(long? value) => value ?? -1L;

    public static long? Number(this TableEntity entity, string name) => entity.GetInt64(name) is { } value and >= 0 ? value : null;

    /// <summary>Writes an instant and, since tables do not keep it, its offset in a second column.</summary>
    public static void SetLocalTime(this TableEntity entity, string name, DateTimeOffset? value)
    {
        entity.SetTime(name, value);
        entity[$"{name}Offset"] = value is { } at ? (int)at.Offset.TotalMinutes : 0;
    }

    public static DateTimeOffset? LocalTime(this TableEntity entity, string name) =>
        entity.Time(name)?.ToOffset(TimeSpan.FromMinutes(entity.GetInt32($"{name}Offset") ?? 0));

    /// <summary>Splits a text over <c>Name</c>, <c>Name1</c>, <c>Name2</c>, ... Only for rows that are replaced as a whole: a merge would keep
    /// the last parts of a longer text.</summary>
    public static void SetLongText(this TableEntity entity, string name, string value)
    {
        int part = 0;
        foreach (string piece in Split(WellFormed(value)))
        {
            entity[PartName(name, part++)] = piece;
        }
    }

    public static string? LongText(this TableEntity entity, string name)
    {
        if (!entity.ContainsKey(PartName(name, 1)))
        {
            return entity.GetString(name);
        }

        List<string> parts = [];
        while (entity.GetString(PartName(name, parts.Count)) is { } part)
        {
            parts.Add(part);
        }

        return string.Concat(parts);
    }

    public static void SetJson<T>(this TableEntity entity, string name, T value, JsonTypeInfo<T> type) =>
        entity.SetLongText(name, JsonSerializer.Serialize(value, type));

    /// <exception cref="InvalidDataException">The column is missing or was not written by this program.</exception>
    public static T Json<T>(this TableEntity entity, string name, JsonTypeInfo<T> type)
    {
        try
        {
            return (entity.LongText(name) is { } json ? JsonSerializer.Deserialize(json, type) : default)
                ?? throw new InvalidDataException($"Row '{entity.PartitionKey}' '{entity.RowKey}' has no {name}.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Row '{entity.PartitionKey}' '{entity.RowKey}': {name} is not readable.", e);
        }
    }

    /// <summary>Splits a text into pieces of at most <see cref="MaxStringLength"/> characters, never within a surrogate pair.</summary>
    public static IEnumerable<string> Split(string value)
    {
        int start = 0;
        do
        {
            int length = Math.Min(MaxStringLength, value.Length - start);
            if (start + length < value.Length && char.IsHighSurrogate(value[start + length - 1]))
            {
                length--;
            }

            yield return value.Substring(start, length);
            start += length;
        }
        while (start < value.Length);
    }

    // Half a surrogate pair, which escapes in a dump can produce, is neither valid Unicode nor JSON. It becomes U+FFFD.
    private static string WellFormed(string value) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)) is var text && text == value ? value : text;

    /// <summary>Names the columns over which a long text may be split, for a selection.</summary>
    public static IEnumerable<string> PartNames(string name, int most) => Enumerable.Range(0, most).Select(part => PartName(name, part));

    private static string PartName(string name, int part) =>
        part == 0 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{part}");
}
