using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.Ingest;

/// <summary>Runs an action before or after one request of a process, counted from 0.</summary>
internal sealed class SteppedPolicy(int step, Func<Task> act, bool after = false) : HttpPipelinePolicy
{
    private int _requests = -1;

    /// <summary>Gets the number of requests so far.</summary>
    public int Requests => Volatile.Read(ref _requests) + 1;

    public bool HasActed => Requests > step;

    /// <summary>
    /// Creates a policy that kills the process: neither this request nor any later one is sent. With <paramref
    /// name="after"/>, this request is sent but its answer is lost.
    /// </summary>
    public static SteppedPolicy Killing(int step, bool after)
    {
        bool dead = false;
        return new SteppedPolicy(step, Die, after) { Before = () => dead ? throw new KilledException() : true };

        Task Die()
        {
            dead = true;
            throw new KilledException();
        }
    }

    private Func<bool> Before { get; init; } = () => true;

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        Before();
        bool isStep = Interlocked.Increment(ref _requests) == step;
        if (isStep && !after)
        {
            await act();
        }

        await ProcessNextAsync(message, pipeline);
        if (isStep && after)
        {
            await act();
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The stores are asynchronous.");
}

/// <summary>Stops a killed process. No code handles this exception.</summary>
internal sealed class KilledException : Exception
{
    public KilledException()
        : base("The process was killed.")
    {
    }

    public KilledException(string message)
        : base(message)
    {
    }

    public KilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
