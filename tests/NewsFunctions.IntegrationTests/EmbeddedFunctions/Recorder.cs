using System.Collections.Concurrent;

namespace NewsFunctions.IntegrationTests.EmbeddedFunctions;

/// <summary>What the functions of these tests saw, and what they are told to do.</summary>
public sealed class Recorder
{
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Runs inside each function, with its token.</summary>
    public Func<string, CancellationToken, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    public Task RunAsync(string call, CancellationToken cancellationToken)
    {
        Calls.Enqueue(call);
        return Act(call, cancellationToken);
    }
}
