using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Holds the result of one request: an answer, a failure, or an answer whose body failed. Dispose it after the body is used.</summary>
/// <param name="Content">Holds the bytes of the body; null if there is none.</param>
internal sealed record HopResult(HopFacts Hop, FailureFacts? Failure, ResponseReader? Content = null) : IDisposable
{
    /// <summary>The body bytes that were read, without content codings.</summary>
    public ReadOnlyMemory<byte> Body => Content?.Body ?? default;

    public void Dispose() => Content?.Dispose();
}
