using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Explains a failed blob listing. Azurite accepts names with characters that XML does not have, and then answers every
/// listing of their container with 500. The Azurite that we start reports these names in a header (azurite-host.cjs).</summary>
internal sealed class ListingPolicy : HttpPipelineSynchronousPolicy
{
    /// <summary>Lists the names, percent-encoded and separated by commas.</summary>
    private const string NamesHeader = "x-local-storage-unlistable";

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Status == (int)HttpStatusCode.InternalServerError
            && message.Response.Headers.TryGetValue(NamesHeader, out string? names))
        {
            throw new UnlistableContainerException(
                message.Request.Uri.Path.Split('/')[^1], [.. names.Split(',').Select(Uri.UnescapeDataString)]);
        }
    }
}
