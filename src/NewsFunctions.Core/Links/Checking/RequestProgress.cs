namespace NewsFunctions.Links;

/// <summary>How far one request came: written by the connection callbacks, read when it fails.</summary>
internal sealed class RequestProgress
{
    public static readonly HttpRequestOptionsKey<RequestProgress> Key = new("NewsFunctions.Progress");

    /// <summary>A request that found an open connection never leaves this stage.</summary>
    public volatile FailureStage Stage = FailureStage.Headers;
}
