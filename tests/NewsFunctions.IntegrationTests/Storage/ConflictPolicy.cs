using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.Storage;

/// <summary>Fails the next inserts (409) or If-Match writes (412) with a false conflict, without sending them.</summary>
internal sealed class ConflictPolicy(int status) : HttpPipelineSynchronousPolicy
{
    private int _left;

    public void FailNext(int writes) => Volatile.Write(ref _left, writes);

    public override void OnSendingRequest(HttpMessage message)
    {
        bool isMeant = message.Request.Method != RequestMethod.Get && message.Request.Headers.Contains("If-Match") == (status == 412);
        if (isMeant && Interlocked.Decrement(ref _left) >= 0)
        {
            throw new RequestFailedException(status, "The condition does not hold.");
        }
    }
}
