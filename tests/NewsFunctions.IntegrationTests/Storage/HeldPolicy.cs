using System.Threading.Channels;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Holds all requests that match until it is opened, so that a test knows what waits behind them.</summary>
/// <param name="matches">Null: all.</param>
/// <param name="then">Sees the requests that are not held any more.</param>
internal sealed class HeldPolicy(Func<HttpMessage, bool>? matches = null, HttpPipelinePolicy? then = null) : HttpPipelinePolicy
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _arrived = Channel.CreateUnbounded<bool>();

    /// <summary>Waits until that many more requests are held.</summary>
    public async Task ArrivedAsync(int requests)
    {
        for (int i = 0; i < requests; i++)
        {
            await _arrived.Reader.ReadAsync(TestContext.Current.CancellationToken);
        }
    }

    public void Open() => _open.SetResult();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!_open.Task.IsCompleted && matches?.Invoke(message) != false)
        {
            _arrived.Writer.TryWrite(true);
            await _open.Task;
        }

        if (then is null)
        {
            await ProcessNextAsync(message, pipeline);
        }
        else
        {
            await then.ProcessAsync(message, pipeline);
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The stores are asynchronous.");
}
