using Azure.Storage.Queues.Models;
using EmbeddedFunctions.Blobs;
using EmbeddedFunctions.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace EmbeddedFunctions.Hosting;

/// <summary>A run that somebody asked for by name: the trigger's value is made of the input.</summary>
internal sealed class Invocations(FunctionCatalog catalog, FunctionInvoker invoker, Connections connections)
{
    /// <summary>
    /// Input: <c>container/blob</c> of a blob trigger, the text of a message; a timer takes none. Throws
    /// <see cref="ArgumentException"/> where there is no such function, or it is one of HTTP.
    /// </summary>
    public Task<object?> InvokeAsync(string name, string? input, CancellationToken cancellationToken)
    {
        var function = catalog.Find(name) ?? throw new ArgumentException($"There is no function {name}.", nameof(name));
        return invoker.InvokeAsync(function, Prepare(function, input ?? ""), cancellationToken);
    }

    public Invocation Prepare(FunctionDescriptor function, string input) => function.Trigger switch
    {
        TimerTriggerAttribute => new Invocation { Trigger = new TimerInfo() },
        QueueTriggerAttribute => ForMessage(
            QueuesModelFactory.QueueMessage(Guid.NewGuid().ToString(), "", BinaryData.FromString(input), dequeueCount: 1), maxDequeueCount: 1),
        BlobTriggerAttribute when BlobPath.Parse(function.Target).Match(input) is { } captured =>
            ForBlob(function, input.Split('/', 2) is [var container, var blob] ? (container, blob) : default, captured, 0, 0),
        BlobTriggerAttribute => throw new ArgumentException($"{function.Name} takes blobs like {function.Target}, not {input}.", nameof(input)),
        _ => throw new ArgumentException($"{function.Name} is called over HTTP.", nameof(function)),
    };

    public Invocation ForBlob(
        FunctionDescriptor function, (string Container, string Name) at, IReadOnlyDictionary<string, object?> captured, int retryCount, int maxRetryCount)
    {
        var blob = connections.Blobs(function.Connection).GetBlobContainerClient(at.Container).GetBlobClient(at.Name);
        return new Invocation
        {
            Trigger = blob,
            BindingData = new Dictionary<string, object?>(captured) { ["BlobTrigger"] = $"{at.Container}/{at.Name}", ["Uri"] = blob.Uri },
            RetryCount = retryCount,
            MaxRetryCount = maxRetryCount,
        };
    }

    public static Invocation ForMessage(QueueMessage message, int maxDequeueCount) => new()
    {
        Trigger = message,
        BindingData = new Dictionary<string, object?>
        {
            ["QueueTrigger"] = message.Body.ToString(),
            ["Id"] = message.MessageId,
            ["PopReceipt"] = message.PopReceipt,
            ["DequeueCount"] = message.DequeueCount,
            ["InsertionTime"] = message.InsertedOn,
            ["ExpirationTime"] = message.ExpiresOn,
            ["NextVisibleTime"] = message.NextVisibleOn,
        },
        RetryCount = (int)message.DequeueCount - 1,
        MaxRetryCount = maxDequeueCount - 1,
    };
}
