using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Discovery;

/// <summary>All functions, by name as the host sorts them.</summary>
internal sealed class FunctionCatalog
{
    private FunctionCatalog(IEnumerable<FunctionDescriptor> functions) => Functions = [.. functions.OrderBy(f => f.Name, StringComparer.Ordinal)];

    public IReadOnlyList<FunctionDescriptor> Functions { get; }

    public FunctionDescriptor? Find(string name) =>
        Functions.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entry assembly and those it references, directly or not, that use the programming model.</summary>
    public static FunctionCatalog DiscoverFromEntryAssembly()
    {
        var model = typeof(FunctionAttribute).Assembly.GetName().Name;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<Assembly>([Assembly.GetEntryAssembly()!]);
        var found = new List<Assembly>();
        while (waiting.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (references.Any(r => r.Name == model))
            {
                found.Add(assembly);
            }
            // Whatever lies beside the program; the framework's own assemblies lie elsewhere and use no functions.
            foreach (var reference in references.Where(r => seen.Add(r.Name!) && File.Exists(Path.Combine(AppContext.BaseDirectory, $"{r.Name}.dll"))))
            {
                waiting.Enqueue(Assembly.Load(reference));
            }
        }
        return Discover(found.SelectMany(assembly => assembly.GetTypes()));
    }

    public static FunctionCatalog Discover(IEnumerable<Type> classes)
    {
        var functions = classes.Where(c => c.IsClass)
            .SelectMany(c => c.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(FunctionDescriptor.Of).OfType<FunctionDescriptor>().ToArray();
        var twice = functions.GroupBy(f => f.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1);
        return twice is null ? new FunctionCatalog(functions)
            : throw new InvalidOperationException($"Two functions are named {twice.Key}: {string.Join(", ", twice.Select(f => f.EntryPoint))}.");
    }

    /// <summary>With settings in place of <c>%setting%</c>, and the switches <c>AzureWebJobs.{name}.Disabled</c>.</summary>
    public FunctionCatalog Resolve(IConfiguration configuration) => new(Functions.Select(function => function with
    {
        Target = SettingExpression.Resolve(function.Target, configuration, function.Name),
        IsDisabled = configuration[$"AzureWebJobs.{function.Name}.Disabled"] is { } value
            && (string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) || value == "1"),
    }));
}
