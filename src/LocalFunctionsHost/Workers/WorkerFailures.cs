using LocalFunctionsHost.Rpc;

namespace LocalFunctionsHost.Workers;

/// <summary>Reports an exception that a function threw. It crosses the process border as text.</summary>
internal sealed class FunctionFailedException(RpcException? exception)
    : Exception(FirstLine(exception?.Message) is { Length: > 0 } line ? line : "The worker reported a failure without a message.")
{
    /// <summary>Returns the whole text, with the stack trace of the worker.</summary>
    public override string ToString() => exception is null ? Message
        : exception.Message.Contains('\n', StringComparison.Ordinal) ? exception.Message : $"{exception.Message}{Environment.NewLine}{exception.StackTrace}";

    private static string? FirstLine(string? text) => text?.Split('\n', 2)[0].TrimEnd();
}

/// <summary>Reports that the worker ended while it ran the function. The work may be attempted again.</summary>
internal sealed class WorkerDiedException(string message) : Exception(message);
