namespace NewsFunctions.Links;

/// <summary>What one request brought: an answer, a failure, or an answer whose body failed.</summary>
/// <param name="Body">The bytes of the body that were read.</param>
internal sealed record HopResult(HopFacts Hop, FailureFacts? Failure, ReadOnlyMemory<byte> Body = default);
