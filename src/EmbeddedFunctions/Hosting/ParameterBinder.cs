using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues.Models;
using EmbeddedFunctions.Discovery;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EmbeddedFunctions.Hosting;

/// <summary>The arguments of a function: by type what the trigger brings, by name what its data has.</summary>
internal static class ParameterBinder
{
    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    public static async ValueTask<object?[]> BindAsync(FunctionDescriptor function, EmbeddedFunctionContext context)
    {
        var parameters = function.Method.GetParameters();
        var arguments = new object?[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            arguments[i] = await BindAsync(function, parameters[i], context);
        }
        return arguments;
    }

    private static async ValueTask<object?> BindAsync(FunctionDescriptor function, ParameterInfo parameter, EmbeddedFunctionContext context)
    {
        var type = parameter.ParameterType;
        var http = context.Invocation.Http;
        if (type == typeof(FunctionContext))
        {
            return context;
        }
        if (type == typeof(CancellationToken))
        {
            return context.CancellationToken;
        }
        if (type == typeof(HttpRequest) && http is not null)
        {
            return http.Request;
        }
        if (parameter.GetCustomAttribute<FromBodyAttribute>() is not null && http is not null)
        {
            return await BodyAsync(http, type, context.CancellationToken);
        }
        if (parameter == function.TriggerParameter)
        {
            return context.Invocation.Trigger switch
            {
                BlobClient blob => await BlobAsync(blob, type, context.CancellationToken),
                QueueMessage message => Message(message, type),
                TimerInfo timer when type == typeof(TimerInfo) => timer,
                _ => throw new InvalidOperationException($"{function.Name}: this host cannot bind the trigger to {type.Name} {parameter.Name}."),
            };
        }
        return context.Invocation.BindingData.TryGetValue(parameter.Name!, out var value) && value is not null
            ? Convert(parameter, value)
            : parameter.HasDefaultValue ? parameter.DefaultValue : null;
    }

    private static async Task<object?> BodyAsync(HttpContext http, Type type, CancellationToken cancellationToken)
    {
        try
        {
            var json = http.RequestServices.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value;
            return await JsonSerializer.DeserializeAsync(http.Request.Body, type, json.SerializerOptions, cancellationToken);
        }
        catch (JsonException e)
        {
            throw new BadHttpRequestException($"The body is not the JSON that is expected here: {e.Message}", e);
        }
    }

    private static async Task<object?> BlobAsync(BlobClient blob, Type type, CancellationToken cancellationToken)
    {
        if (type.IsAssignableFrom(typeof(BlobClient)))
        {
            return blob;
        }
        if (type == typeof(BlockBlobClient))
        {
            return blob.GetParentBlobContainerClient().GetBlockBlobClient(blob.Name);
        }
        if (type == typeof(Stream))
        {
            return await blob.OpenReadAsync(cancellationToken: cancellationToken);
        }
        return Text((await blob.DownloadContentAsync(cancellationToken)).Value.Content, type);
    }

    private static object? Message(QueueMessage message, Type type) =>
        type == typeof(QueueMessage) ? message : type == typeof(BinaryData) ? message.Body : Text(message.Body, type);

    private static object? Text(BinaryData content, Type type) =>
        type == typeof(string) ? content.ToString() : type == typeof(byte[]) ? content.ToArray() : JsonSerializer.Deserialize(content, type, Web);

    private static object? Convert(ParameterInfo parameter, object value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        if (type.IsInstanceOfType(value))
        {
            return value;
        }
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(System.Convert.ToString(value, CultureInfo.InvariantCulture)!);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            throw new BadHttpRequestException($"{parameter.Name} is not a {type.Name}: {value}", e);
        }
    }
}
