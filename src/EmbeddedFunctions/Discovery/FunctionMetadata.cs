using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Discovery;

/// <summary>
/// A function as <c>functions.metadata</c> describes it: constructor arguments and set properties of its binding
/// attributes under their metadata names. A test compares it with what Microsoft's generator writes.
/// </summary>
internal static class FunctionMetadata
{
    public static JsonObject Describe(FunctionDescriptor function) => new()
    {
        ["name"] = function.Name,
        ["scriptFile"] = Path.GetFileName(function.Class.Assembly.Location),
        ["entryPoint"] = function.EntryPoint,
        ["language"] = "dotnet-isolated",
        ["properties"] = new JsonObject { ["IsCodeless"] = false },
        ["bindings"] = new JsonArray([.. Bindings(function)]),
    };

    public static IEnumerable<JsonObject> Bindings(FunctionDescriptor function)
    {
        foreach (var parameter in function.Method.GetParameters())
        {
            var data = parameter.CustomAttributes.FirstOrDefault(a => a.AttributeType.IsAssignableTo(typeof(TriggerBindingAttribute)));
            if (data is not null)
            {
                yield return Binding(data, parameter.Name!, "In", parameter.ParameterType);
            }
        }
        foreach (var (property, _) in function.Outputs)
        {
            var data = ((MemberInfo?)property ?? function.Method).CustomAttributes.First(a => a.AttributeType == typeof(QueueOutputAttribute));
            yield return Binding(data, property?.Name ?? "$return", "Out", null);
        }
        var result = function.Trigger is HttpTriggerAttribute ? function.Outputs.All(o => o.Property is null) ? "$return" : "HttpResult" : null;
        if (result is not null && function.Method.ReturnType != typeof(void) && function.Method.ReturnType != typeof(Task))
        {
            yield return new JsonObject { ["name"] = result, ["type"] = "http", ["direction"] = "Out" };
        }
    }

    private static JsonObject Binding(CustomAttributeData data, string name, string direction, Type? parameter)
    {
        var type = data.AttributeType.Name[..^"Attribute".Length];
        var binding = new JsonObject
        {
            ["name"] = name,
            ["direction"] = direction,
            ["type"] = JsonNamingPolicy.CamelCase.ConvertName(type),
        };
        foreach (var (argument, value) in data.Constructor.GetParameters().Zip(data.ConstructorArguments))
        {
            binding[MetadataName(data.AttributeType, argument.Name!)] = Value(value);
        }
        foreach (var argument in data.NamedArguments)
        {
            binding[MetadataName(data.AttributeType, argument.MemberName)] = Value(argument.TypedValue);
        }
        var isDeferred = parameter is not null && data.AttributeType.GetCustomAttributes<InputConverterAttribute>()
            .Any(c => c.ConverterType.GetCustomAttributes<SupportedTargetTypeAttribute>().Any(t => t.TargetType == parameter));
        binding["properties"] = isDeferred ? new JsonObject { ["supportsDeferredBinding"] = "True" } : new JsonObject();
        return binding;
    }

    private static string MetadataName(Type attribute, string member) =>
        attribute.GetProperties().FirstOrDefault(p => string.Equals(p.Name, member, StringComparison.OrdinalIgnoreCase))
            ?.GetCustomAttribute<BindingPropertyNameAttribute>()?.BindingPropertyName ?? JsonNamingPolicy.CamelCase.ConvertName(member);

    private static JsonNode? Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        null => null,
        IEnumerable<CustomAttributeTypedArgument> items => new JsonArray([.. items.Select(Value)]),
        var value when argument.ArgumentType.IsEnum => Enum.GetName(argument.ArgumentType, value),
        var value => JsonValue.Create(value),
    };
}
