using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Buffers table responses in pieces. The pipeline's own buffer doubles until a page of rows fits: megabytes of large objects for
/// each page, which took half of the memory of a long export.</summary>
/// <remarks>Belongs at <see cref="HttpPipelinePosition.BeforeTransport"/>, within the pipeline's network timeout. Error responses are left
/// alone: the SDK reads their text from its own buffer.</remarks>
internal sealed class PieceBufferPolicy : HttpPipelinePolicy
{
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.BufferResponse
            && message.Response.Status == (int)HttpStatusCode.OK
            && message.Response.ContentStream is { CanSeek: false } stream)
        {
            await using (stream)
            {
                message.Response.ContentStream = await PieceBuffer.FillAsync(stream, message.CancellationToken);
            }
        }
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);
}
