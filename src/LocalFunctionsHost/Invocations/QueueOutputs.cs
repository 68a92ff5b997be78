using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Queues;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Rpc;
using LocalFunctionsHost.Settings;

namespace LocalFunctionsHost.Invocations;

/// <summary>Sends what functions return to the queues that their output bindings name.</summary>
internal sealed class QueueOutputs(Connections connections, HostJson hostJson)
{
    private readonly ConcurrentDictionary<string, QueueClient> _queues = new(StringComparer.Ordinal);

    public async Task SendAsync(FunctionDescriptor function, InvocationResponse response, CancellationToken cancellationToken)
    {
        foreach (QueueOutput output in function.Outputs)
        {
            TypedData? value = output.Binding == "$return" ? response.ReturnValue : response.OutputData.FirstOrDefault(data => data.Name == output.Binding)?.Data;
            if (value is null)
            {
                continue;
            }
            QueueClient queue = await QueueAsync(output.Connection, output.Queue);
            foreach (BinaryData message in Messages(value))
            {
                await queue.SendMessageAsync(QueueEncoding.Encode(message, hostJson.IsBase64), cancellationToken);
            }
        }
    }

    /// <summary>Splits a value into messages: an array is many messages, null none.</summary>
    private static IEnumerable<BinaryData> Messages(TypedData value) => value.DataCase switch
    {
        TypedData.DataOneofCase.String => [BinaryData.FromString(value.String)],
        TypedData.DataOneofCase.Bytes => [BinaryData.FromBytes(value.Bytes.Memory)],
        TypedData.DataOneofCase.CollectionString => value.CollectionString.String.Select(BinaryData.FromString),
        TypedData.DataOneofCase.CollectionBytes => value.CollectionBytes.Bytes.Select(bytes => BinaryData.FromBytes(bytes.Memory)),
        TypedData.DataOneofCase.Json => JsonMessages(value.Json),
        _ => [],
    };

    private static List<BinaryData> JsonMessages(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.Null => [],
            JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(Message)],
            _ => [Message(document.RootElement)],
        };
    }

    private static BinaryData Message(JsonElement element) =>
        BinaryData.FromString(element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText());

    /// <summary>Creates the queue once; a failure is not cached.</summary>
    private async Task<QueueClient> QueueAsync(string connection, string name)
    {
        string key = $"{connection} {name}";
        if (!_queues.TryGetValue(key, out QueueClient? queue))
        {
            queue = connections.Queue(connection, name);
            await queue.CreateIfNotExistsAsync();
            _queues[key] = queue;
        }
        return queue;
    }
}
