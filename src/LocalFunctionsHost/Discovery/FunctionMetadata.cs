using System.Text.Json.Nodes;

namespace LocalFunctionsHost.Discovery;

/// <summary>Reads the file functions.metadata that the Functions SDK writes beside the app.</summary>
internal static class FunctionMetadata
{
    /// <summary>
    /// Returns the connections that bindings name. They are needed before a worker can be asked for its functions, because the
    /// worker gets their settings when it starts.
    /// </summary>
    public static IReadOnlyList<string> Connections(string appFolder)
    {
        string file = Path.Combine(appFolder, "functions.metadata");
        return !File.Exists(file) ? [] :
        [
            .. JsonNode.Parse(File.ReadAllText(file))!.AsArray()
                .SelectMany(function => function!["bindings"]!.AsArray())
                .Select(binding => (string?)binding!["connection"])
                .OfType<string>()
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
