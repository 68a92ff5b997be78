namespace NewsFunctions.Links;

/// <summary>What one request brought: an answer, a failure, or an answer whose body failed.</summary>
internal sealed record HopResult(HopFacts Hop, FailureFacts? Failure);
