using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Reads from every response what a local storage reports about its saves.</summary>
internal sealed class SaveFailurePolicy(StorageSaves saves) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.TryGetProperty(StorageSaves.SaveHeader, out object? value) && value is string text)
        {
            message.Request.Headers.SetValue(StorageSaves.SaveHeader, text);
        }
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        string? error = Header(message, StorageSaves.ErrorHeader);
        saves.Note(Header(message, StorageSaves.RunHeader), error);
        if (message.Response.Status == (int)HttpStatusCode.InsufficientStorage && error is not null)
        {
            throw new StorageNotSavedException(error);
        }
    }

    private static string? Header(HttpMessage message, string name) => message.Response.Headers.TryGetValue(name, out string? value) ? value : null;
}
