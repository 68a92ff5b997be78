using System.Text.Json.Nodes;
using NewsFunctions.Cli.Sessions;

namespace NewsFunctions.Tests.OpenApi;

/// <summary>An HTTP function of the API, as recorded by the Functions SDK during the build.</summary>
internal sealed record ApiFunction(string Name, string Path, IReadOnlyList<string> Methods)
{
    /// <summary>The functions that need no key. <c>AccessTests</c> calls every function without one.</summary>
    private static readonly string[] Open = ["GetApi", "GetApiDocs", "GetHealth", "GetOpenApi", "StartSession"];

    public bool IsOpen => Open.Contains(Name);

    public static IReadOnlyList<ApiFunction> ReadAll() =>
    [
        .. from function in JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(FunctionApp.Folder, "functions.metadata")))!.AsArray()
           from binding in function["bindings"]!.AsArray()
           where (string?)binding!["type"] == "httpTrigger"
           let route = (string?)binding["route"] ?? ""
           where route == "api" || route.StartsWith("api/", StringComparison.Ordinal)
           select new ApiFunction(
               (string)function["name"]!,
               "/" + route,
               [.. binding["methods"]!.AsArray().Select(verb => (string)verb!)]),
    ];
}
