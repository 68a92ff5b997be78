using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>What one request brought: an answer, a failure, or an answer whose body failed. To be disposed of once the body is done with.</summary>
/// <param name="Content">Holds the bytes of the body; null where there is none.</param>
internal sealed record HopResult(HopFacts Hop, FailureFacts? Failure, ResponseReader? Content = null) : IDisposable
{
    /// <summary>The bytes of the body that were read, without content codings.</summary>
    public ReadOnlyMemory<byte> Body => Content?.Body ?? default;

    public void Dispose() => Content?.Dispose();
}
