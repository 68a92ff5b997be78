using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace NewsFunctions.IntegrationTests.Contract;

/// <summary>Describes a generated call and whether it must succeed.</summary>
/// <param name="What">What the call tries, for failure messages.</param>
internal sealed record GeneratedCall(string What, string Address, Func<HttpContent>? Body, bool IsGood);

/// <summary>
/// Generates calls of an operation from its documentation. Each call tries one value, valid or invalid.
/// </summary>
internal static class GeneratedCalls
{
    public static IEnumerable<GeneratedCall> Of(DocumentedOperation operation, IReadOnlyDictionary<string, string> known)
    {
        Dictionary<string, string> path = operation.Parameters.Where(one => one.IsInPath).ToDictionary(one => one.Name, one => known[one.Name]);
        Dictionary<string, string> required = operation.Parameters
            .Where(one => !one.IsInPath && one.IsRequired)
            .ToDictionary(one => one.Name, one => (string)one.Json["example"]!);

        // Each upload needs its own name, because dumps are never overwritten.
        int uploads = 0;
        Func<HttpContent>? body = operation.RequestBody is { } documented ? () => Body(documented.Type, documented.Example, known) : null;
        GeneratedCall Call(string what, bool isGood, Dictionary<string, string> inPath, IEnumerable<(string, string)> query) =>
            new(what, Address(operation.Path, inPath, query), body, isGood);
        IEnumerable<(string, string)> Besides(string name) => required.Where(one => one.Key != name).Select(one => (one.Key, one.Key == "name" ? $"{++uploads}/{one.Value}" : one.Value));

        yield return Call("what is required", isGood: true, path, Besides(""));
        foreach (DocumentedParameter parameter in operation.Parameters.Where(one => !one.IsInPath))
        {
            string name = parameter.Name;
            foreach (string value in Good(parameter, known))
            {
                yield return Call($"{name}={value}", isGood: true, path, [.. Besides(name), (name, value)]);
            }

            foreach (string value in Bad(parameter))
            {
                yield return Call($"{name}={value}", isGood: false, path, [.. Besides(name), (name, value)]);
            }

            string twice = Good(parameter, known).FirstOrDefault() ?? "x";
            yield return Call($"{name} twice", isGood: false, path, [.. Besides(name), (name, twice), (name, twice)]);
            if (parameter.IsRequired)
            {
                yield return Call($"without {name}", isGood: false, path, Besides(name));
            }
        }

        if (operation.Documents(400))
        {
            yield return Call("an unknown parameter", isGood: false, path, [.. Besides(""), ("nothing", "1")]);
        }

        foreach (string name in path.Keys)
        {
            yield return Call($"{name} of other characters", isGood: false, new(path) { [name] = "a|b" }, Besides(""));
        }

        if (operation.RequestBody is { Type: "application/json", Example: { } example })
        {
            string address = Address(operation.Path, path, Besides(""));
            foreach (string text in (string[])["", "{", "[]", "\"text\"", "{\"nothing\":1}", .. WithoutOneOrWrong(example.AsObject())])
            {
                yield return new GeneratedCall($"body {text}", address, () => Json(text), IsGood: false);
            }
        }
    }

    private static IEnumerable<string> Good(DocumentedParameter parameter, IReadOnlyDictionary<string, string> known)
    {
        JsonObject schema = parameter.Schema;
        if (schema["enum"] is JsonArray values)
        {
            return values.Select(value => (string)value!);
        }

        return (string)schema["type"]! switch
        {
            "integer" => new[] { schema["minimum"], schema["maximum"], schema["default"] }.OfType<JsonNode>().Select(value => $"{value}"),
            "boolean" => ["true", "false"],
            // The archive's history begins today, so no earlier date is valid.
            _ when parameter.Name == "date" => [],
            _ when IsTime(schema) => ["2020-03-10", "2020-03-10T09:30:00Z", "2020-03-10T11:00:00.5+01:30"],
            _ when known.TryGetValue(parameter.Name, out string? value) => [value],
            _ when parameter.Name == "name" => ["example/new.txt"],
            _ => [],
        };
    }

    private static IEnumerable<string> Bad(DocumentedParameter parameter)
    {
        JsonObject schema = parameter.Schema;
        yield return "";
        if (schema["enum"] is not null)
        {
            yield return "nonsense";
            yield return "0";
        }
        else if ((string)schema["type"]! is "integer" or "boolean")
        {
            yield return "nonsense";
            yield return "-1";
            yield return "1e3";
            yield return "100000000000000000000";
        }
        else if (IsTime(schema))
        {
            yield return "yesterday";
            yield return "2020-02-30";
        }
        else if (schema["pattern"] is not null || parameter.Name is "version" or "dump" or "host" or "continuation")
        {
            yield return "Not/legal!";
        }
    }

    private static bool IsTime(JsonObject schema) => ((string?)schema["pattern"])?.Contains("T.+", StringComparison.Ordinal) ?? false;

    private static IEnumerable<string> WithoutOneOrWrong(JsonObject example)
    {
        foreach ((string name, JsonNode? value) in example)
        {
            JsonObject wrong = example.DeepClone().AsObject();
            wrong[name] = value is JsonArray ? "text" : 17;
            yield return wrong.ToJsonString();
        }

        JsonObject unknown = example.DeepClone().AsObject();
        unknown["nothing"] = 1;
        yield return unknown.ToJsonString();
    }

    private static string Address(string path, Dictionary<string, string> inPath, IEnumerable<(string Name, string Value)> query)
    {
        string filled = inPath.Aggregate(path, (text, one) => text.Replace($"{{{one.Key}}}", Uri.EscapeDataString(one.Value), StringComparison.Ordinal));
        string parameters = string.Join('&', query.Select(one => $"{one.Name}={Uri.EscapeDataString(one.Value)}"));
        return parameters.Length == 0 ? filled : $"{filled}?{parameters}";
    }

    private static HttpContent Body(string type, JsonNode? example, IReadOnlyDictionary<string, string> known)
    {
        if (type != "application/json")
        {
            return new ByteArrayContent("A dump."u8.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
        }

        JsonObject body = example!.DeepClone().AsObject();
        body.Remove("state");
        foreach (string name in (string[])["site", "key"])
        {
            if (body.ContainsKey(name))
            {
                body[name] = known[name];
            }
        }

        return Json(body.ToJsonString());
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
