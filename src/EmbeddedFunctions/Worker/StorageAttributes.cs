using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

public enum BlobTriggerSource
{
    LogsAndContainerScan,
    EventGrid,
}

/// <summary>Runs for each new or changed blob. The embedded host polls whatever the source.</summary>
[InputConverter(typeof(BlobStorageConverter))]
public sealed class BlobTriggerAttribute(string blobPath) : TriggerBindingAttribute
{
    /// <summary><c>container/pattern</c>, the pattern with <c>{name}</c> expressions.</summary>
    [BindingPropertyName("path")]
    public string BlobPath { get; } = blobPath;

    public string? Connection { get; set; }

    public BlobTriggerSource Source { get; set; }
}

/// <summary>Runs for each message. The parameter names of the constructors are part of the metadata.</summary>
[InputConverter(typeof(QueueMessageConverter))]
[InputConverter(typeof(QueueMessageBinaryDataConverter))]
public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
{
    public string QueueName { get; } = queueName;

    public string? Connection { get; set; }
}

/// <summary>Sends the return value, or the property of it that carries the attribute; an array is many messages, null none.</summary>
public sealed class QueueOutputAttribute(string queueName) : OutputBindingAttribute
{
    public string QueueName { get; } = queueName;

    public string? Connection { get; set; }
}
