using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Creates the failure of a request that timed out, by the stage it had reached.</summary>
internal static class TimeoutFacts
{
    public static FailureFacts At(FailureStage stage, string what) => new()
    {
        Stage = stage,
        Kind = FailureKind.Timeout,
        Detail = stage switch
        {
            FailureStage.Dns => $"Resolving {what} took too long.",
            FailureStage.Connect => $"Connecting to {what} took too long.",
            FailureStage.Tls => $"The TLS handshake with {what} took too long.",
            FailureStage.Body => $"The body from {what} came too slowly.",
            _ => $"No answer from {what} in time.",
        },
    };
}
