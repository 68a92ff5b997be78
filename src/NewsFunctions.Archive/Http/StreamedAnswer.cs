using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Http;

/// <summary>Sends a body that is written while it is sent.</summary>
/// <remarks>The length is unknown, so a failure must break the connection: a chunked body that just ends would look
/// complete. Before the first bytes are sent, a failure is answered like that of any call.</remarks>
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
