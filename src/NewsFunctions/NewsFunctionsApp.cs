using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using NewsFunctions.Captures;
using NewsFunctions.Functions.Http;
using NewsFunctions.Http;
using NewsFunctions.Ingest;
using NewsFunctions.LinkChecks;
using NewsFunctions.Links;
using NewsFunctions.Queries;
using NewsFunctions.Rescue;
using NewsFunctions.Sites;
using NewsFunctions.Storage;
using NewsFunctions.Telling;
using NewsFunctions.Webhooks;

namespace NewsFunctions;

/// <summary>The function app: everything that it needs is registered here, for either host.</summary>
public static class NewsFunctionsApp
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<HttpApiMiddleware>();

        // Health waits for the storage itself, and not for long.
        builder.UseWhen<StorageReady>(context => context.FunctionDefinition.Name != nameof(GetHealth));

        // The lowest layer: a trigger's schedule must resolve; on Azure the host reads it from the app settings alone.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("LinkCheckSchedule", "0 */15 * * * *")],
        });

        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services
            .AddSites(builder.Configuration)
            .AddLinkChecks(builder.Configuration)
            .AddRescue(builder.Configuration)
            .AddCaptures(builder.Configuration)
            .AddArchiveStorage()
            .AddIngest()
            .AddTelling()
            .AddLinkVisits()
            .AddWebhook(builder.Configuration)
            .AddArchiveQueries()
            .AddHttpApi(builder.Configuration);
        return builder;
    }
}
