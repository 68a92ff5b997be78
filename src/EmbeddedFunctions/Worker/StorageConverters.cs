using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The converters that the storage triggers name: which parameter types the host hands over as references.</summary>
[SupportsDeferredBinding]
[SupportedTargetType(typeof(string))]
[SupportedTargetType(typeof(Stream))]
[SupportedTargetType(typeof(byte[]))]
[SupportedTargetType(typeof(BlobBaseClient))]
[SupportedTargetType(typeof(BlobClient))]
[SupportedTargetType(typeof(BlockBlobClient))]
internal sealed class BlobStorageConverter;

[SupportsDeferredBinding]
[SupportedTargetType(typeof(QueueMessage))]
internal sealed class QueueMessageConverter;

[SupportsDeferredBinding]
[SupportedTargetType(typeof(BinaryData))]
internal sealed class QueueMessageBinaryDataConverter;
