using System.Text.Json.Nodes;
using Json.Schema;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>Reads the committed OpenAPI document as JSON, without any code of the product.</summary>
internal static class OpenApiFile
{
    private static readonly JsonObject Document = JsonNode.Parse(Repository.Read("docs", "openapi.json"))!.AsObject();
    private static readonly Dictionary<string, JsonSchema> Schemas = [];

    public static IReadOnlyList<DocumentedOperation> Operations { get; } =
    [
        .. from path in Document["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           select new DocumentedOperation(path.Key, operation.Key.ToUpperInvariant(), operation.Value!.AsObject()),
    ];

    /// <summary>
    /// Validates an answer and returns every violation of the schema. Members that the schema does not list are
    /// violations.
    /// </summary>
    public static IReadOnlyList<string> Check(JsonNode schema, string answer)
    {
        string key = schema.ToJsonString();
        if (!Schemas.TryGetValue(key, out JsonSchema? known))
        {
            Schemas.Add(key, known = Build(schema));
        }

        EvaluationResults results = known.Evaluate(
            JsonNode.Parse(answer), new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
        return results.IsValid
            ? []
            : [.. (results.Details ?? []).Append(results).Where(one => one.Errors is not null).SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}"))];
    }

    private static JsonSchema Build(JsonNode schema)
    {
        JsonObject definitions = Document["components"]!["schemas"]!.DeepClone().AsObject();
        foreach ((_, JsonNode? definition) in definitions)
        {
            definition!["additionalProperties"] ??= false;
        }

        var all = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = definitions };
        string text = all.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(text);
    }
}

internal sealed record DocumentedOperation(string Path, string Method, JsonObject Json)
{
    public string Id => (string)Json["operationId"]!;

    public string Tag => (string)Json["tags"]![0]!;

    public IReadOnlyList<DocumentedParameter> Parameters =>
        [.. (Json["parameters"]?.AsArray() ?? []).Select(parameter => new DocumentedParameter(parameter!.AsObject()))];

    public string SuccessStatus => Json["responses"]!.AsObject().First(response => response.Key[0] == '2').Key;

    public JsonObject? BodyOf(int status, string mediaType) => ContentOf(status)?[mediaType]?.AsObject();

    public JsonObject? ContentOf(int status) => Json["responses"]![$"{status}"]?["content"]?.AsObject();

    public bool Documents(int status) => Json["responses"]![$"{status}"] is not null;

    public (string Type, JsonNode? Example)? RequestBody => Json["requestBody"]?["content"]?.AsObject().First() is { } body
        ? (body.Key, body.Value!["example"])
        : null;
}

internal sealed record DocumentedParameter(JsonObject Json)
{
    public string Name => (string)Json["name"]!;

    public bool IsInPath => (string)Json["in"]! == "path";

    public bool IsRequired => (bool?)Json["required"] ?? false;

    public JsonObject Schema => Json["schema"]!.AsObject();
}
