using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;

namespace NewsFunctions.Storage.Backups;

/// <summary>Writes a table row as a line of JSON. Types that JSON lacks are named as in Azure (<c>"Checks@odata.type":"Edm.Int64"</c>).</summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations. Timestamp and ETag are left
/// out: the service assigns them.</remarks>
internal static class RowJson
{
    private const string TypeSuffix = "@odata.type";

    // Texts stay readable in every script. The output never ends up in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends a row and a line feed.</summary>
    public static void Write(TableEntity row, ArrayBufferWriter<byte> line)
    {
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteString("PartitionKey", row.PartitionKey);
            json.WriteString("RowKey", row.RowKey);
            foreach ((string name, object value) in row)
            {
                if (value is not null && name is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag"))
                {
                    Write(json, name, value);
                }
            }

            json.WriteEndObject();
        }

        line.Write("\n"u8);
    }

    /// <exception cref="InvalidDataException">The line is not what <see cref="Write(TableEntity, ArrayBufferWriter{byte})"/> writes.</exception>
    public static TableEntity Read(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            var row = new TableEntity();
            foreach (JsonProperty property in root.EnumerateObject())
            {
                if (!property.Name.EndsWith(TypeSuffix, StringComparison.Ordinal))
                {
                    string? type = root.TryGetProperty(property.Name + TypeSuffix, out JsonElement named) ? named.GetString() : null;
                    row[property.Name] = Read(property.Value, type);
                }
            }

            return row.PartitionKey is not null && row.RowKey is not null ? row : throw new InvalidDataException("the row has no keys");
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            throw new InvalidDataException($"the row cannot be read: {e.Message}", e);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, object value)
    {
        switch (value)
        {
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteTyped(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                WriteTyped(json, name, "Edm.Double", number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset time:
                WriteTyped(json, name, "Edm.DateTime", time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
                break;
            case Guid guid:
                WriteTyped(json, name, "Edm.Guid", guid.ToString());
                break;
            case byte[] bytes:
                WriteTyped(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new InvalidDataException($"the column {name} is of the type {value.GetType()}, which a table does not have");
        }
    }

    private static void WriteTyped(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + TypeSuffix, type);
        json.WriteString(name, value);
    }

    private static object Read(JsonElement value, string? type) => type switch
    {
        null => value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => value.GetInt32(),
        },
        "Edm.Int64" => long.Parse(value.GetString()!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "Edm.Double" => double.Parse(value.GetString()!, NumberStyles.Float, CultureInfo.InvariantCulture),
        "Edm.DateTime" => DateTimeOffset.ParseExact(
            value.GetString()!, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "Edm.Guid" => Guid.Parse(value.GetString()!),
        "Edm.Binary" => Convert.FromBase64String(value.GetString()!),
        _ => throw new InvalidDataException($"no column is of the type {type}"),
    };
}
