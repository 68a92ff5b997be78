using NewsFunctions.Core.Facts;

namespace NewsFunctions.Links.Http;

/// <summary>Carries a failure out of the connection callbacks, which can only throw. <see cref="HopRequest"/> catches it.</summary>
internal sealed class ConnectionRefusal(FailureFacts failure, Exception? inner = null) : Exception(failure.Detail, inner)
{
    public FailureFacts Failure { get; } = failure;
}
