using System.Globalization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method of a top-level class as a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute;

/// <summary>A failed run is repeated after a fixed time, given as <c>hh:mm:ss</c>; -1 retries without end. Heeded on timers.</summary>
public sealed class FixedDelayRetryAttribute(int maxRetryCount, string delayInterval) : RetryAttribute
{
    public int MaxRetryCount { get; } = maxRetryCount;

    public string DelayInterval { get; } = TimeSpan.Parse(delayInterval, CultureInfo.InvariantCulture).ToString();
}

/// <summary>A failed run is repeated after growing times, given as <c>hh:mm:ss</c>; -1 retries without end. Heeded on timers.</summary>
public sealed class ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval) : RetryAttribute
{
    public int MaxRetryCount { get; } = maxRetryCount;

    public string MinimumInterval { get; } = TimeSpan.Parse(minimumInterval, CultureInfo.InvariantCulture).ToString();

    public string MaximumInterval { get; } = TimeSpan.Parse(maximumInterval, CultureInfo.InvariantCulture).ToString();
}
