using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Rpc;

namespace LocalFunctionsHost.Invocations;

/// <summary>Builds trigger values and their metadata as the Functions host sends them to workers.</summary>
internal static class TriggerData
{
    public static TypedData Text(string text) => new() { String = text };

    public static TypedData Json(JsonNode? value) => new() { Json = value?.ToJsonString() ?? "null" };

    /// <summary>Passes a blob by reference: the worker's extension opens it through the named connection.</summary>
    public static TypedData Blob(FunctionDescriptor function, string container, string name) => Reference(
        "AzureStorageBlobs",
        new JsonObject { ["Connection"] = function.Connection, ["ContainerName"] = container, ["BlobName"] = name });

    /// <summary>Passes a message by reference where the parameter has a type of the storage SDK, else as its text.</summary>
    public static TypedData Message(FunctionDescriptor function, QueueMessage message) => !FunctionDescriptor.IsDeferred(function.Trigger)
        ? Text(message.Body.ToString())
        : Reference(
            "AzureStorageQueues",
            new JsonObject
            {
                ["MessageId"] = message.MessageId,
                ["PopReceipt"] = message.PopReceipt,
                ["MessageText"] = message.Body.ToString(),
                ["DequeueCount"] = message.DequeueCount,
                ["NextVisibleOn"] = message.NextVisibleOn,
                ["InsertedOn"] = message.InsertedOn,
                ["ExpiresOn"] = message.ExpiresOn,
            });

    private static TypedData Reference(string source, JsonObject content) => new()
    {
        ModelBindingData = new ModelBindingData
        {
            Version = "1.0",
            Source = source,
            ContentType = "application/json",
            Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(content)),
        },
    };
}
