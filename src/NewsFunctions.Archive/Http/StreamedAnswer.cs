using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends a body that is written while it is read.</summary>
/// <remarks>How long it will be nobody knows, so what breaks off must break the connection: a chunked body that is only ended would pass
/// for a complete file. Until the first bytes are sent, a failure is answered as that of any call.</remarks>
internal static class StreamedAnswer
{
    /// <param name="cancellationToken">Cancelled when the function must end.</param>
    public static async Task SendAsync(HttpContext context, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        try
        {
            await write(new StartingBody(context.Response), stop.Token);
        }
        catch when (context.Response.HasStarted)
        {
            context.Abort();
            throw;
        }
    }
}
