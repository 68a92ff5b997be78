using System.Text.Json;
using System.Text.Json.Serialization;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Survival;

namespace NewsFunctions.Storage.Summaries;

/// <summary>Writes a cell as an array, because property names would take most of the space:
/// <c>[kind, host, born, from, to, withHost, count]</c>.</summary>
internal sealed class LifeCellConverter : JsonConverter<LifeCell>
{
    public override LifeCell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException("A cell of a life table is an array.");
        }

        LinkKind kind = LinkKinds.FromLetter((char)Number(ref reader)!.Value) ?? throw new JsonException("The kind of a cell is unknown.");
        var cell = new LifeCell(
            kind,
            Host: Number(ref reader)!.Value,
            Born: Number(ref reader),
            new AgeInterval(Number(ref reader)!.Value, Number(ref reader)),
            WithHost: Number(ref reader) == 1,
            Count: Number(ref reader)!.Value);
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? cell : throw new JsonException("A cell of a life table has seven values.");
    }

    public override void Write(Utf8JsonWriter writer, LifeCell value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(LinkKinds.Letter(value.Kind));
        writer.WriteNumberValue(value.Host);
        WriteNumber(writer, value.Born);
        writer.WriteNumberValue(value.Age.From);
        WriteNumber(writer, value.Age.To);
        writer.WriteNumberValue(value.WithHost ? 1 : 0);
        writer.WriteNumberValue(value.Count);
        writer.WriteEndArray();
    }

    private static int? Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Number => reader.GetInt32(),
            JsonTokenType.Null => null,
            _ => throw new JsonException("A cell of a life table has numbers."),
        };
    }

    private static void WriteNumber(Utf8JsonWriter writer, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
