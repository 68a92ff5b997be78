using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Exports;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>Makes JSON schemas of the API's records, as seen by its serializer.</summary>
internal sealed class JsonShapes(OpenApiDocument document)
{
    private readonly SortedDictionary<string, Type> _found = new(StringComparer.Ordinal);

    /// <summary>Returns a reference to the schema of a record, which becomes a component.</summary>
    public OpenApiSchemaReference Of(Type type)
    {
        _found.TryAdd(NameOf(type), type);
        return new OpenApiSchemaReference(NameOf(type), document);
    }

    /// <summary>Adds the schemas of all referenced records and of the records in them.</summary>
    public void AddComponents()
    {
        var written = new SortedDictionary<string, IOpenApiSchema>(StringComparer.Ordinal);
        while (_found.Keys.FirstOrDefault(name => !written.ContainsKey(name)) is { } name)
        {
            written.Add(name, Read(Export(_found[name])));
        }

        foreach ((string name, IOpenApiSchema schema) in written)
        {
            document.Components!.Schemas!.Add(name, schema);
        }
    }

    private static string NameOf(Type type)
    {
        string name = type.IsGenericType ? $"{NameOf(type.GetGenericArguments()[0])}Page" : type.Name;
        return name.EndsWith("Response", StringComparison.Ordinal) ? name[..^"Response".Length] : name;
    }

    private OpenApiSchema Read(JsonNode schema)
    {
        var read = OpenApiModelFactory.Parse<OpenApiSchema>(
            schema.ToJsonString(), OpenApiSpecVersion.OpenApi3_1, document, out OpenApiDiagnostic diagnostic, "json");
        Assert.Empty(diagnostic.Errors);
        return read!;
    }

    private JsonNode Export(Type type)
    {
        bool isRoot = true;
        return (ApiJson.Web.GetTypeInfo(type) ?? ExportRowsJson.Web.GetTypeInfo(type)!).GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) =>
            {
                if (context.Path.IsEmpty)
                {
                    Assert.True(isRoot);
                    isRoot = false;
                    return Complete(node.AsObject(), context.TypeInfo);
                }

                return Describe(Member(context, node), context);
            },
        });
    }

    /// <summary>Marks members as required unless they are omitted when null. Later versions may add members.</summary>
    private static JsonObject Complete(JsonObject node, JsonTypeInfo type)
    {
        node["type"] = "object";
        bool isBody = type.Type.Name is "RecheckBody" or "VantageCheckRequest";
        if (!isBody)
        {
            node.Remove("additionalProperties");
            node["required"] = new JsonArray([.. type.Properties.Where(IsAlwaysThere).Select(property => (JsonNode)property.Name)]);
        }

        if (DocComments.Of(type.Type) is { } text)
        {
            node.Insert(0, "description", text);
        }

        return node;
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        Reflected(property)?.GetCustomAttribute<JsonIgnoreAttribute>() is null;

    private JsonNode Member(JsonSchemaExporterContext context, JsonNode node)
    {
        Type type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (type == typeof(JsonElement))
        {
            return new JsonObject();
        }

        if (node is not JsonObject schema)
        {
            return node;
        }

        if (context.TypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            var reference = new JsonObject { ["$ref"] = $"#/components/schemas/{Of(type).Reference.Id}" };
            return IsNullable(schema, context)
                ? new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) }
                : reference;
        }

        // Local times of a site have no offset, which the format date-time requires.
        if (type == typeof(DateTime))
        {
            schema.Remove("format");
        }

        // The exporter does not describe enums.
        if (type.IsEnum)
        {
            schema["type"] = IsNullable(schema, context) ? new JsonArray("string", "null") : "string";
        }

        return schema;
    }

    private static bool IsNullable(JsonObject schema, JsonSchemaExporterContext context) =>
        Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null
        || (schema["type"] is JsonArray types && types.Any(type => (string?)type == "null"))
        || (schema["enum"] is JsonArray values && values.Any(value => value is null));

    private static JsonNode Describe(JsonNode node, JsonSchemaExporterContext context)
    {
        // The path of a list item also has the list's property.
        bool isProperty = context.Path.Length >= 2 && context.Path[^2] == "properties";
        if (isProperty && context.PropertyInfo is { } property && Reflected(property) is { } reflected && DocComments.Of(reflected) is { } text && node is JsonObject schema)
        {
            schema["description"] = text;
        }

        return node;
    }

    private static PropertyInfo? Reflected(JsonPropertyInfo property) =>
        property.DeclaringType.GetProperties().FirstOrDefault(one => JsonNamingPolicy.CamelCase.ConvertName(one.Name) == property.Name);
}
