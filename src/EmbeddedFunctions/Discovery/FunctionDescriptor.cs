using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace EmbeddedFunctions.Discovery;

/// <summary>One function: its method, its trigger, and what it writes.</summary>
internal sealed record FunctionDescriptor
{
    public required string Name { get; init; }

    public required MethodInfo Method { get; init; }

    /// <summary>Its texts may hold <c>%setting%</c>; use <see cref="Target"/>.</summary>
    public required TriggerBindingAttribute Trigger { get; init; }

    public required ParameterInfo TriggerParameter { get; init; }

    /// <summary>Blob path, queue name, schedule or route, settings resolved.</summary>
    public required string Target { get; init; }

    /// <summary>Output attributes of the method (null) and of the properties of its result.</summary>
    public required IReadOnlyList<(PropertyInfo? Property, QueueOutputAttribute Output)> Outputs { get; init; }

    public bool IsDisabled { get; init; }

    public Type Class => Method.DeclaringType!;

    public string EntryPoint => $"{Class.FullName}.{Method.Name}";

    public RetryAttribute? Retry => Method.GetCustomAttribute<RetryAttribute>();

    /// <summary>The connection that the trigger names; the runtime's own where it names none.</summary>
    public string Connection => Trigger switch
    {
        BlobTriggerAttribute { Connection: { Length: > 0 } name } => name,
        QueueTriggerAttribute { Connection: { Length: > 0 } name } => name,
        _ => Hosting.Connections.Runtime,
    };

    /// <summary>Null where the class or the method is no function.</summary>
    public static FunctionDescriptor? Of(MethodInfo method)
    {
        if (method.GetCustomAttribute<FunctionAttribute>()?.Name is not { } name)
        {
            return null;
        }
        var where = $"Function {name} ({method.DeclaringType!.FullName}.{method.Name})";
        if (method.DeclaringType.IsNested)
        {
            throw new InvalidOperationException($"{where} is in a nested class, where the Functions host does not see it.");
        }
        var triggers = method.GetParameters().Where(p => p.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToArray();
        if (triggers.Length != 1)
        {
            throw new InvalidOperationException($"{where} needs exactly one trigger and has {triggers.Length}.");
        }
        var trigger = triggers[0].GetCustomAttribute<TriggerBindingAttribute>()!;
        return new FunctionDescriptor
        {
            Name = name,
            Method = method,
            Trigger = trigger,
            TriggerParameter = triggers[0],
            Target = trigger switch
            {
                BlobTriggerAttribute blob => blob.BlobPath,
                QueueTriggerAttribute queue => queue.QueueName,
                TimerTriggerAttribute timer => timer.Schedule,
                // An empty route is the function's name, as in the host.
                HttpTriggerAttribute http => string.IsNullOrEmpty(http.Route) ? name : http.Route,
                _ => throw new InvalidOperationException($"{where} has a trigger that this host does not know: {trigger.GetType().Name}."),
            },
            Outputs = [.. OutputsOf(method)],
        };
    }

    public FunctionDefinition ToDefinition() => new Definition(this);

    private static IEnumerable<(PropertyInfo?, QueueOutputAttribute)> OutputsOf(MethodInfo method)
    {
        if (method.GetCustomAttribute<QueueOutputAttribute>() is { } returned)
        {
            yield return (null, returned);
        }
        var result = method.ReturnType is { IsGenericType: true } type
            && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0] : method.ReturnType;
        foreach (var property in result.GetProperties())
        {
            if (property.GetCustomAttribute<QueueOutputAttribute>() is { } output)
            {
                yield return (property, output);
            }
        }
    }

    private sealed class Definition(FunctionDescriptor function) : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters { get; } =
            [.. function.Method.GetParameters().Select(p => new FunctionParameter(p.Name!, p.ParameterType))];

        public override string PathToAssembly => function.Class.Assembly.Location;

        public override string EntryPoint => function.EntryPoint;

        public override string Id => function.Name;

        public override string Name => function.Name;

        public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = Bindings(function, "In");

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = Bindings(function, "Out");

        private static ImmutableDictionary<string, BindingMetadata> Bindings(FunctionDescriptor function, string direction) =>
            FunctionMetadata.Bindings(function).Where(b => (string?)b["direction"] == direction)
                .ToImmutableDictionary(b => (string)b["name"]!, b => (BindingMetadata)new Binding((string)b["name"]!, (string)b["type"]!, Enum.Parse<BindingDirection>(direction)));
    }

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => direction;
    }
}
