using System.Reflection;
using Microsoft.Azure.Functions.Worker.Builder;

namespace EmbeddedFunctions;

/// <summary>For tests, whose entry assembly is not the application.</summary>
public static class FunctionsBuilderExtensions
{
    /// <summary>Functions are looked for in these assemblies only.</summary>
    public static FunctionsApplicationBuilder UseFunctionsFrom(this FunctionsApplicationBuilder builder, params Assembly[] assemblies) =>
        builder.UseFunctionClasses([.. assemblies.SelectMany(assembly => assembly.GetTypes())]);

    /// <summary>Functions are looked for in these classes only.</summary>
    public static FunctionsApplicationBuilder UseFunctionClasses(this FunctionsApplicationBuilder builder, params Type[] classes)
    {
        builder.Classes = classes;
        return builder;
    }
}
