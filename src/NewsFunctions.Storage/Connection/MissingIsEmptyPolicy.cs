using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Answers a listing of a table or container that does not exist with an empty one. A read-only program creates neither, and an
/// archive without them is empty. A request for a single row or blob still reports it as missing.</summary>
/// <param name="empty">An empty listing as the service writes it.</param>
/// <param name="contentType">The media type of the listing.</param>
/// <param name="isListing">Says whether a request asks for a listing.</param>
internal sealed class MissingIsEmptyPolicy(string empty, string contentType, Func<RequestUriBuilder, bool> isListing) : HttpPipelineSynchronousPolicy
{
    public static MissingIsEmptyPolicy OfTables() => new(
        """{"value":[]}""", "application/json", uri => uri.Path.EndsWith("()", StringComparison.Ordinal));

    public static MissingIsEmptyPolicy OfContainers() => new(
        """<?xml version="1.0" encoding="utf-8"?><EnumerationResults><Blobs /><NextMarker /></EnumerationResults>""",
        "application/xml",
        uri => uri.Query.Contains("comp=list", StringComparison.Ordinal));

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.Response.Status == (int)HttpStatusCode.NotFound && message.Request.Method == RequestMethod.Get && isListing(message.Request.Uri))
        {
            string requestId = message.Response.ClientRequestId;
            message.Response.Dispose();
            message.Response = new EmptyListing(BinaryData.FromString(empty), contentType, requestId);
        }
    }
}
