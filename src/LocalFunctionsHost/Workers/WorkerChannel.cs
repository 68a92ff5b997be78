using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.Collections;
using Grpc.Core;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;
using Message = LocalFunctionsHost.Rpc.StreamingMessage;

namespace LocalFunctionsHost.Workers;

/// <summary>Serves the event stream of one worker: sends requests, matches answers, passes on logs.</summary>
internal sealed class WorkerChannel(Action<RpcLog> log)
{
    private readonly Channel<Message> _outgoing = Channel.CreateUnbounded<Message>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _requests = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> _invocations = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the worker has opened its stream.</summary>
    public Task Connected => _connected.Task;

    public int RunningCount => _invocations.Count;

    public bool IsClosed { get; private set; }

    /// <summary>Serves the stream until the worker or <see cref="Close"/> ends it.</summary>
    public async Task ServeAsync(IAsyncStreamReader<Message> incoming, IServerStreamWriter<Message> outgoing, CancellationToken cancellationToken)
    {
        _connected.TrySetResult();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task writing = WriteAsync(outgoing, end.Token);
        Task reading = ReadAsync(incoming, end.Token);
        await Task.WhenAny(writing, reading);
        await end.CancelAsync();
        await Task.WhenAll(writing, reading).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    public async Task<WorkerInitResponse> InitializeAsync(string appFolder, CancellationToken cancellationToken)
    {
        var request = new WorkerInitRequest { HostVersion = "4.0.0", WorkerDirectory = appFolder, FunctionAppDirectory = appFolder };
        // With these capabilities the worker distinguishes cancelled runs from failed ones and sends typed data.
        request.Capabilities.Add("RpcHttpTriggerMetadataRemoved", "true");
        request.Capabilities.Add("HandlesInvocationCancelMessage", "true");
        WorkerInitResponse answer = (await AskAsync(new Message { WorkerInitRequest = request }, cancellationToken)).WorkerInitResponse;
        Check(answer.Result, "The worker did not initialize");
        return answer;
    }

    public async Task<RepeatedField<RpcFunctionMetadata>> FunctionsAsync(string appFolder, CancellationToken cancellationToken)
    {
        var request = new Message { FunctionsMetadataRequest = new FunctionsMetadataRequest { FunctionAppDirectory = appFolder } };
        FunctionMetadataResponse answer = (await AskAsync(request, cancellationToken)).FunctionMetadataResponse;
        Check(answer.Result, "The worker could not list its functions");
        return answer.FunctionMetadataResults;
    }

    /// <exception cref="LocalHostException">The function does not load; the message names it.</exception>
    public async Task LoadAsync(RpcFunctionMetadata function, CancellationToken cancellationToken)
    {
        var request = new Message { FunctionLoadRequest = new FunctionLoadRequest { FunctionId = function.FunctionId, Metadata = function } };
        Check((await AskAsync(request, cancellationToken)).FunctionLoadResponse.Result, $"Function {function.Name} does not load");
    }

    /// <summary>Runs a function and returns the worker's response. Fails with <see cref="WorkerDiedException"/> when the worker ends first.</summary>
    public Task<InvocationResponse> InvokeAsync(InvocationRequest request)
    {
        var answer = new TaskCompletionSource<InvocationResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        _invocations[request.InvocationId] = answer;
        if (!_outgoing.Writer.TryWrite(new Message { InvocationRequest = request }))
        {
            Fail(request.InvocationId);
        }
        return answer.Task;
    }

    public void Cancel(string invocationId) =>
        _outgoing.Writer.TryWrite(new Message { InvocationCancel = new InvocationCancel { InvocationId = invocationId } });

    public void Terminate(TimeSpan grace) => _outgoing.Writer.TryWrite(new Message
    {
        WorkerTerminate = new WorkerTerminate { GracePeriod = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(grace) },
    });

    /// <summary>Ends the stream and everything that waits for an answer.</summary>
    public void Close()
    {
        IsClosed = true;
        _outgoing.Writer.TryComplete();
        _connected.TrySetCanceled();
        foreach ((string? id, TaskCompletionSource<Message>? waiting) in _requests)
        {
            _requests.TryRemove(id, out _);
            waiting.TrySetException(new WorkerDiedException("The worker ended before it answered."));
        }
        foreach (string id in _invocations.Keys)
        {
            Fail(id);
        }
    }

    private void Fail(string invocationId)
    {
        if (_invocations.TryRemove(invocationId, out TaskCompletionSource<InvocationResponse>? waiting))
        {
            waiting.TrySetException(new WorkerDiedException("The worker ended while it ran the function."));
        }
    }

    private async Task<Message> AskAsync(Message request, CancellationToken cancellationToken)
    {
        request.RequestId = Guid.NewGuid().ToString();
        var answer = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _requests[request.RequestId] = answer;
        if (!_outgoing.Writer.TryWrite(request))
        {
            throw new WorkerDiedException("The worker ended before it answered.");
        }
        return await answer.Task.WaitAsync(cancellationToken);
    }

    private async Task WriteAsync(IServerStreamWriter<Message> stream, CancellationToken cancellationToken)
    {
        await foreach (Message message in _outgoing.Reader.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(message, cancellationToken);
        }
    }

    private async Task ReadAsync(IAsyncStreamReader<Message> stream, CancellationToken cancellationToken)
    {
        while (await stream.MoveNext(cancellationToken))
        {
            Message message = stream.Current;
            switch (message.ContentCase)
            {
                case Message.ContentOneofCase.RpcLog:
                    log(message.RpcLog);
                    break;
                case Message.ContentOneofCase.InvocationResponse:
                    if (_invocations.TryRemove(message.InvocationResponse.InvocationId, out TaskCompletionSource<InvocationResponse>? invocation))
                    {
                        invocation.TrySetResult(message.InvocationResponse);
                    }
                    break;
                default:
                    if (_requests.TryRemove(message.RequestId, out TaskCompletionSource<Message>? request))
                    {
                        request.TrySetResult(message);
                    }
                    break;
            }
        }
    }

    private static void Check(StatusResult result, string what)
    {
        if (result.Status != StatusResult.Types.Status.Success)
        {
            throw new LocalHostException($"{what}: {new FunctionFailedException(result.Exception).Message}");
        }
    }
}
