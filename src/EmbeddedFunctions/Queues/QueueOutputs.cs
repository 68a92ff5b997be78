using System.Collections;
using System.Collections.Concurrent;
using System.Text.Json;
using Azure.Storage.Queues;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Hosting;
using Microsoft.Extensions.Configuration;

namespace EmbeddedFunctions.Queues;

/// <summary>Sends what functions return to the queues that their attributes name.</summary>
internal sealed class QueueOutputs(Connections connections, HostJson hostJson, IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, Task<QueueClient>> _queues = new(StringComparer.Ordinal);

    public async Task SendAsync(FunctionDescriptor function, object? result, CancellationToken cancellationToken)
    {
        foreach (var (property, output) in function.Outputs)
        {
            var value = property is null ? result : result is null ? null : property.GetValue(result);
            if (value is null)
            {
                continue;
            }
            var name = SettingExpression.Resolve(output.QueueName, configuration, function.Name);
            var queue = await _queues.GetOrAdd(name, _ => CreateAsync(connections.Queue(output.Connection is { Length: > 0 } c ? c : Connections.Runtime, name)));
            foreach (var message in value is IEnumerable many and not (string or byte[]) ? many.Cast<object>() : [value])
            {
                await queue.SendMessageAsync(QueueEncoding.Encode(Body(message), hostJson.IsBase64), cancellationToken);
            }
        }
    }

    private static BinaryData Body(object message) => message switch
    {
        string text => BinaryData.FromString(text),
        byte[] bytes => BinaryData.FromBytes(bytes),
        BinaryData data => data,
        _ => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, message.GetType(), JsonSerializerOptions.Web)),
    };

    private static async Task<QueueClient> CreateAsync(QueueClient queue)
    {
        await queue.CreateIfNotExistsAsync();
        return queue;
    }
}
