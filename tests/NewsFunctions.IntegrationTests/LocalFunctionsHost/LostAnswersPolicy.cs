using Azure.Core;
using Azure.Core.Pipeline;

namespace NewsFunctions.IntegrationTests.LocalFunctionsHost;

/// <summary>Lets the storage execute the next writes, then loses their answers.</summary>
internal sealed class LostAnswersPolicy : HttpPipelinePolicy
{
    private int _losses;

    public void LoseNext(int answers) => Volatile.Write(ref _losses, answers);

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException();

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        if (message.Request.Method != RequestMethod.Get && Interlocked.Decrement(ref _losses) >= 0)
        {
            throw new IOException("The connection broke before the answer came.");
        }
    }
}
