using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>
/// Refuses requests whose body contains a key, to simulate errors of the real service that Azurite does not raise.
/// </summary>
internal sealed class RefusingPolicy(string key) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Content is not { } content)
        {
            return;
        }

        using MemoryStream body = new();
        content.WriteTo(body, CancellationToken.None);
        string text = Uri.UnescapeDataString(System.Text.Encoding.UTF8.GetString(body.ToArray()));
        if (text.Contains(key, StringComparison.Ordinal))
        {
            throw new RequestFailedException(400, "refused", "EntityTooLarge", null);
        }
    }
}
