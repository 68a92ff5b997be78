using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.Configuration;

namespace LocalFunctionsHost.Discovery;

/// <summary>Holds all functions of the app, sorted by name as the Functions host sorts them.</summary>
internal sealed class FunctionCatalog
{
    private FunctionCatalog(IEnumerable<FunctionDescriptor> functions) => Functions = [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal)];

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    public FunctionDescriptor? Find(string name) =>
        Functions.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the worker's answer and puts settings in place of <c>%setting%</c>.</summary>
    /// <exception cref="LocalHostException">A function cannot be served here, or a setting is missing; the message names it.</exception>
    public static FunctionCatalog From(IEnumerable<RpcFunctionMetadata> metadata, IConfiguration configuration)
    {
        FunctionDescriptor[] functions = [.. metadata.Select(FunctionDescriptor.From).Select(function => Resolve(function, configuration))];
        IGrouping<string, FunctionDescriptor>? twice = functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? new FunctionCatalog(functions)
            : throw new LocalHostException($"Two functions are named {twice.Key}: {string.Join(", ", twice.Select(f => f.Metadata.EntryPoint))}.");
    }

    private static FunctionDescriptor Resolve(FunctionDescriptor function, IConfiguration configuration) => function with
    {
        Target = SettingExpression.Resolve(function.Target, configuration, function.Name),
        Outputs = [.. function.Outputs.Select(output => output with { Queue = SettingExpression.Resolve(output.Queue, configuration, function.Name) })],
        IsDisabled = configuration[$"AzureWebJobs.{function.Name}.Disabled"] is { } value
            && (string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || value == "1"),
    };
}
