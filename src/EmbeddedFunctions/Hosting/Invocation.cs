using System.Collections;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Hosting;

/// <summary>What a trigger hands to a run.</summary>
internal sealed record Invocation
{
    /// <summary>The trigger's value, from which the parameter is bound; null for HTTP.</summary>
    public object? Trigger { get; init; }

    public HttpContext? Http { get; init; }

    public IReadOnlyDictionary<string, object?> BindingData { get; init; } = new Dictionary<string, object?>();

    public int RetryCount { get; init; }

    public int MaxRetryCount { get; init; }
}

internal sealed class EmbeddedFunctionContext : FunctionContext
{
    public required FunctionDefinition Definition { get; init; }

    public required Invocation Invocation { get; init; }

    public required CancellationToken Cancellation { get; init; }

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Definition.Id;

    public override TraceContext TraceContext { get; } = new Trace();

    public override BindingContext BindingContext => field ??= new Data(Invocation);

    public override RetryContext RetryContext => field ??= new Retry(Invocation);

    public override required IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => Definition;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    public override CancellationToken CancellationToken => Cancellation;

    private sealed class Trace : TraceContext
    {
        public override string TraceParent => System.Diagnostics.Activity.Current?.Id ?? "";

        public override string TraceState => System.Diagnostics.Activity.Current?.TraceStateString ?? "";
    }

    private sealed class Data(Invocation invocation) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => invocation.BindingData;
    }

    private sealed class Retry(Invocation invocation) : RetryContext
    {
        public override int RetryCount => invocation.RetryCount;

        public override int MaxRetryCount => invocation.MaxRetryCount;
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = [];

        public T? Get<T>() => _features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public void Set<T>(T instance) => _features[typeof(T)] = instance!;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

internal sealed class FunctionResult : InvocationResult
{
    public override object? Value { get; set; }
}
