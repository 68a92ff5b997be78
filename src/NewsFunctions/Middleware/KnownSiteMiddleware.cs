using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using NewsFunctions.Archive.Api;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Queries;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Middleware;

/// <summary>Refuses requests for a site that the archive does not know, once the storage is ready.</summary>
internal sealed class KnownSiteMiddleware(KnownSites sites) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        // The function itself refuses an illegal or repeated name.
        if (context.GetHttpContext()?.Request is { } request
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && request.Query["site"] is [{ } site]
            && SiteName.IsLegal(site)
            && !await sites.IsKnownAsync(site, context.CancellationToken))
        {
            string names = await sites.NamesAsync(context.CancellationToken);
            context.GetInvocationResult().Value = Answers.Problem(
                Problems.InvalidRequest("site", $"There is no site '{site}'. The sites are {names}."));
            return;
        }

        await next(context);
    }
}
