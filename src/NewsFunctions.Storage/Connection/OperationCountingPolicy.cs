using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.Storage.Connection;

/// <summary>Reports every outgoing request to the counter. Belongs at <see cref="HttpPipelinePosition.PerRetry"/>, so that retries count.</summary>
internal sealed class OperationCountingPolicy(Action<string> count) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message) => count(message.Request.Method.Method);
}
