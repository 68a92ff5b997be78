using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Invocations;

/// <summary>Prepares the invocations that triggers hand to their functions.</summary>
internal sealed class InvocationFactory(FunctionCatalog catalog, FunctionInvoker invoker, Connections connections)
{
    /// <summary>Runs a function by name. Input: <c>container/blob</c> for a blob trigger, the text of a message; a timer takes none.</summary>
    /// <exception cref="ArgumentException">There is no such function, or its trigger is HTTP.</exception>
    public Task InvokeAsync(string name, string? input, CancellationToken cancellationToken)
    {
        FunctionDescriptor function = catalog.Find(name) ?? throw new ArgumentException($"There is no function {name}.", nameof(name));
        return invoker.InvokeAsync(function, Prepare(function, input ?? ""), cancellationToken);
    }

    public Invocation Prepare(FunctionDescriptor function, string input) => function.Kind switch
    {
        TriggerKind.Timer => ForTimer(new TimerInfo(IsPastDue: false, Status: null), retryCount: 0, maxRetryCount: 0),
        TriggerKind.Queue => ForMessage(
            function, QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "", BinaryData.FromString(input), dequeueCount: 1), maxDequeueCount: 1),
        TriggerKind.Blob when BlobPath.Parse(function.Target).Match(input) is { } captured =>
            ForBlob(function, input.Split('/', 2) is [var container, var blob] ? (container, blob) : default, captured, 0, 0),
        TriggerKind.Blob => throw new ArgumentException($"{function.Name} takes blobs like {function.Target}, not {input}.", nameof(input)),
        _ => throw new ArgumentException($"{function.Name} is called over HTTP.", nameof(function)),
    };

    public Invocation ForBlob(
        FunctionDescriptor function, (string Container, string Name) at, IReadOnlyDictionary<string, string> captured, int retryCount, int maxRetryCount)
    {
        Uri uri = connections.Blobs(function.Connection).GetBlobContainerClient(at.Container).GetBlobClient(at.Name).Uri;
        var metadata = captured.ToDictionary(value => value.Key, value => TriggerData.Text(value.Value));
        metadata["BlobTrigger"] = TriggerData.Text($"{at.Container}/{at.Name}");
        metadata["Uri"] = TriggerData.Json(uri.AbsoluteUri);
        return new Invocation
        {
            Trigger = TriggerData.Blob(function, at.Container, at.Name),
            Metadata = metadata,
            Work = $"{function.Name} {at.Container}/{at.Name}",
            RetryCount = retryCount,
            MaxRetryCount = maxRetryCount,
        };
    }

    public static Invocation ForMessage(FunctionDescriptor function, QueueMessage message, int maxDequeueCount) => new()
    {
        Trigger = TriggerData.Message(function, message),
        Metadata = new Dictionary<string, TypedData>
        {
            ["QueueTrigger"] = TriggerData.Text(message.Body.ToString()),
            ["Id"] = TriggerData.Text(message.MessageId),
            ["PopReceipt"] = TriggerData.Text(message.PopReceipt),
            ["DequeueCount"] = TriggerData.Json(message.DequeueCount),
            ["InsertionTime"] = TriggerData.Json(message.InsertedOn),
            ["ExpirationTime"] = TriggerData.Json(message.ExpiresOn),
            ["NextVisibleTime"] = TriggerData.Json(message.NextVisibleOn),
        },
        Work = $"{function.Name} {message.MessageId}",
        RetryCount = (int)message.DequeueCount - 1,
        MaxRetryCount = maxDequeueCount - 1,
    };

    public static Invocation ForTimer(TimerInfo info, int retryCount, int maxRetryCount) => new()
    {
        Trigger = TriggerData.Json(new JsonObject
        {
            ["ScheduleStatus"] = info.Status is not { } status ? null : new JsonObject
            {
                ["Last"] = status.Last,
                ["Next"] = status.Next,
                ["LastUpdated"] = status.LastUpdated,
            },
            ["IsPastDue"] = info.IsPastDue,
        }),
        RetryCount = retryCount,
        MaxRetryCount = maxRetryCount,
    };
}
