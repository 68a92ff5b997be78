using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
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
        builder.Services.AddNewsFunctions(builder.Configuration);
        return builder;
    }

    /// <summary>All services of the app, without a host.</summary>
    internal static IServiceCollection AddNewsFunctions(this IServiceCollection services, IConfiguration configuration) => services
        .AddSites(configuration)
        .AddLinkChecks(configuration)
        .AddRescue(configuration)
        .AddCaptures(configuration)
        .AddArchiveStorage()
        .AddIngest()
        .AddTelling()
        .AddLinkVisits()
        .AddWebhook(configuration)
        .AddArchiveQueries()
        .AddHttpApi(configuration);
}
