using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Functions.Http;
using NewsFunctions.Middleware;
using NewsFunctions.Telemetry;

// The Functions host accepts bodies up to this size. The worker's own limit of 30 MB would drop the connection of a larger
// upload before a function could answer.
const long LargestBody = 100 * 1024 * 1024;

FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<HttpApiMiddleware>();
builder.UseMiddleware<MaintenanceMiddleware>();

// The health function waits for the storage itself, with a short timeout. The page needs no storage and reports when there is none.
string[] withoutStorage = [nameof(GetHealth), nameof(GetDashboard), nameof(GetPageFile), nameof(RedirectToDashboard), nameof(GetApi), nameof(GetOpenApi), nameof(GetApiDocs)];
builder.UseWhen<StorageReadyMiddleware>(context => !withoutStorage.Contains(context.FunctionDefinition.Name));

builder.UseWhen<KnownSiteMiddleware>(context => !withoutStorage.Contains(context.FunctionDefinition.Name));

builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.AddSingleton<IStartupFilter, HttpPipeline>();
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.Limits.MaxRequestBodySize = LargestBody;
    kestrel.AddServerHeader = false;
});

// MVC, which the worker registers, warns that its keys are not encrypted. Nothing here uses them.
builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
builder.Services.AddArchive(builder.Configuration);
builder.AddTelemetryExport();

IHost host = builder.Build();
host.Services.StartTelemetry();
host.Run();
