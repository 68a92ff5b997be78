using LocalFunctionsHost.Rpc;

namespace LocalFunctionsHost.Invocations;

/// <summary>Holds what a trigger hands to a run.</summary>
internal sealed record Invocation
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    /// <summary>Holds the trigger's value; null for HTTP, whose request goes to the worker's own web server.</summary>
    public TypedData? Trigger { get; init; }

    public IReadOnlyDictionary<string, TypedData> Metadata { get; init; } = new Dictionary<string, TypedData>();

    /// <summary>Names the same piece of work in each of its attempts; null where nothing is attempted again.</summary>
    public string? Work { get; init; }

    public int RetryCount { get; init; }

    public int MaxRetryCount { get; init; }
}
