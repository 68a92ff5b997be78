using System.Text.Json;
using System.Text.Json.Nodes;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Discovery;

/// <summary>A kind of trigger that this host can serve.</summary>
internal enum TriggerKind
{
    Blob,
    Queue,
    Timer,
    Http,
}

/// <summary>A queue to which a function sends what it returns.</summary>
/// <param name="Binding">The name of the output binding; <c>$return</c> means the return value.</param>
internal sealed record QueueOutput(string Binding, string Queue, string Connection);

/// <summary>Describes one function, as the worker reports it.</summary>
internal sealed record FunctionDescriptor
{
    private const string Return = "$return";

    /// <summary>The metadata that the worker reported; sent back when the function is loaded.</summary>
    public required RpcFunctionMetadata Metadata { get; init; }

    public required TriggerKind Kind { get; init; }

    /// <summary>The trigger's binding, with the names that functions.metadata uses.</summary>
    public required JsonObject Trigger { get; init; }

    /// <summary>Holds the blob path, queue name, schedule or route, with settings resolved.</summary>
    public required string Target { get; init; }

    public required IReadOnlyList<QueueOutput> Outputs { get; init; }

    public bool IsDisabled { get; init; }

    public string Name => Metadata.Name;

    /// <summary>The name of the parameter that the trigger binds.</summary>
    public string Parameter => Text("name")!;

    /// <summary>Returns the connection that the trigger names, else the host's own.</summary>
    public string Connection => Text("connection") is { Length: > 0 } name ? name : Connections.Runtime;

    /// <summary>Lists the HTTP methods that the trigger takes; empty means all.</summary>
    public string[] Methods => Trigger["methods"] is JsonArray methods ? [.. methods.Select(method => (string)method!)] : [];

    /// <summary>Returns the key level of an HTTP trigger. The Functions host uses <c>Function</c> where none is given.</summary>
    public string AuthLevel => Text("authLevel") ?? "Function";

    /// <summary>Reads the worker's metadata of one function.</summary>
    /// <exception cref="LocalHostException">The function has no trigger, several, or one that this host does not know.</exception>
    public static FunctionDescriptor From(RpcFunctionMetadata metadata)
    {
        string where = $"Function {metadata.Name} ({metadata.EntryPoint})";
        JsonObject[] bindings = [.. metadata.RawBindings.Select(text => JsonNode.Parse(text)!.AsObject())];
        JsonObject[] triggers = [.. bindings.Where(binding => Type(binding).EndsWith("Trigger", StringComparison.OrdinalIgnoreCase))];
        if (triggers is not [{ } trigger])
        {
            throw new LocalHostException($"{where} needs exactly one trigger and has {triggers.Length}.");
        }

        (TriggerKind kind, string? target) = Type(trigger).ToUpperInvariant() switch
        {
            "BLOBTRIGGER" when !IsDeferred(trigger) => throw new LocalHostException(
                $"{where}: this host hands over blobs by reference only. Bind the trigger to BlobClient or another type of the storage SDK."),
            "BLOBTRIGGER" => (TriggerKind.Blob, (string?)trigger["path"]),
            "QUEUETRIGGER" => (TriggerKind.Queue, (string?)trigger["queueName"]),
            "TIMERTRIGGER" => (TriggerKind.Timer, (string?)trigger["schedule"]),
            // An empty route becomes the function's name, as in the Functions host.
            "HTTPTRIGGER" => (TriggerKind.Http, (string?)trigger["route"] is { Length: > 0 } route ? route : metadata.Name),
            var other => throw new LocalHostException($"{where} has a trigger that this host does not know: {other}."),
        };
        return new FunctionDescriptor
        {
            Metadata = metadata,
            Kind = kind,
            Trigger = trigger,
            Target = target ?? throw new LocalHostException($"{where}: its trigger has no target: {trigger.ToJsonString()}."),
            Outputs = [.. bindings.Where(binding => Type(binding).Equals("queue", StringComparison.OrdinalIgnoreCase)).Select(Output)],
        };
    }

    /// <summary>Returns the function as functions.metadata and the admin API show it.</summary>
    public JsonObject Describe() => new()
    {
        ["name"] = Name,
        ["scriptFile"] = Metadata.ScriptFile,
        ["entryPoint"] = Metadata.EntryPoint,
        ["language"] = Metadata.Language,
        ["isDisabled"] = IsDisabled,
        ["bindings"] = new JsonArray([.. Metadata.RawBindings.Select(text => JsonNode.Parse(text))]),
    };

    /// <summary>Returns whether the trigger hands over a reference, which the worker's extension opens, instead of the content.</summary>
    public static bool IsDeferred(JsonObject binding) =>
        string.Equals((string?)binding["properties"]?["supportsDeferredBinding"], "true", StringComparison.OrdinalIgnoreCase);

    private static string Type(JsonObject binding) => (string)binding["type"]!;

    private static QueueOutput Output(JsonObject binding) => new(
        (string?)binding["name"] ?? Return,
        (string)binding["queueName"]!,
        (string?)binding["connection"] is { Length: > 0 } connection ? connection : Connections.Runtime);

    /// <summary>Returns a switch of the trigger's binding; null where it is not given.</summary>
    public bool? Flag(string name) => Trigger[name] is { } value && value.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? (bool)Trigger[name]! : null;

    private string? Text(string name) => Trigger[name] is { } value && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;
}
