using System.Text.Json;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Rpc;
using Microsoft.Extensions.Configuration;

namespace NewsFunctions.Tests.LocalFunctionsHost;

/// <summary>Makes functions as a worker describes them.</summary>
internal static class Described
{
    public static readonly IConfiguration NoSettings = new ConfigurationBuilder().Build();

    public static RpcFunctionMetadata Http(string name, string verb, string? route = null) =>
        Function(name, new { name = "request", type = "httpTrigger", direction = "In", authLevel = "Anonymous", methods = new[] { verb }, route });

    public static RpcFunctionMetadata Queue(string name, string queue) =>
        Function(name, new { name = "message", type = "queueTrigger", direction = "In", queueName = queue });

    public static RpcFunctionMetadata Function(string name, params object[] bindings)
    {
        var function = new RpcFunctionMetadata { Name = name, EntryPoint = $"App.{name}.Run", FunctionId = name, ScriptFile = "App.dll", Language = "dotnet-isolated" };
        function.RawBindings.AddRange(bindings.Select(binding => JsonSerializer.Serialize(binding)));
        return function;
    }

    public static FunctionCatalog Catalog(params RpcFunctionMetadata[] functions) => FunctionCatalog.From(functions, NoSettings);
}
