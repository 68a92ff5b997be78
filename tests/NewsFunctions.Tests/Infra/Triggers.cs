using System.Text.Json;
using System.Text.Json.Nodes;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.Tests.Infra;

/// <summary>Reads the names in the app's triggers from functions.metadata, which the Functions SDK wrote during the
/// build.</summary>
internal static class Triggers
{
    private static readonly IReadOnlyList<(string Function, JsonObject Binding)> Bindings =
    [
        .. from function in JsonNode.Parse(File.ReadAllText(Path.Combine(FunctionApp.Folder, "functions.metadata")))!.AsArray()
           from binding in function["bindings"]!.AsArray()
           select ((string)function["name"]!, binding.AsObject()),
    ];

    /// <summary>The connections, which are prefixes of app settings.</summary>
    public static IReadOnlySet<string> Connections { get; } =
        Bindings.Select(bound => (string?)bound.Binding["connection"]).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>The app settings that appear between percent signs.</summary>
    public static IReadOnlySet<string> Settings { get; } = Bindings
        .SelectMany(bound => bound.Binding)
        .Where(property => property.Value?.GetValueKind() == JsonValueKind.String)
        .SelectMany(property => ((string)property.Value!).Split('%').Where((_, index) => index % 2 == 1))
        .ToHashSet(StringComparer.Ordinal);

    public static IReadOnlyList<string> Queues { get; } = [.. Of("queueTrigger").Select(bound => (string)bound.Binding["queueName"]!)];

    /// <summary>The function with the blob trigger, and its container.</summary>
    public static (string Function, string Container) Blob
    {
        get
        {
            (string function, JsonObject binding) = Assert.Single(Of("blobTrigger"));
            return (function, ((string)binding["path"]!).Split('/')[0]);
        }
    }

    /// <summary>The routes of the HTTP functions.</summary>
    public static IReadOnlyList<(string Route, string Level, string[] Methods)> Http { get; } =
    [
        .. Of("httpTrigger").Select(bound => (
            "/" + ((string?)bound.Binding["route"] ?? bound.Function),
            (string)bound.Binding["authLevel"]!,
            bound.Binding["methods"]!.AsArray().Select(method => ((string)method!).ToUpperInvariant()).ToArray())),
    ];

    private static IEnumerable<(string Function, JsonObject Binding)> Of(string type) =>
        Bindings.Where(bound => (string?)bound.Binding["type"] == type);
}
