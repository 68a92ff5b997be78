using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using NewsFunctions.Archive.Operations;

namespace NewsFunctions.Middleware;

/// <summary>Sets up the archive's storage before the first function of this process runs.</summary>
internal sealed class StorageReadyMiddleware(StorageReady storage) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        await storage.EnsureAsync(context.CancellationToken);
        await next(context);
    }
}
