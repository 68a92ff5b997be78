using System.Net;
using System.Text.Json;
using EmbeddedFunctions.Admin;
using EmbeddedFunctions.Discovery;
using EmbeddedFunctions.Http;
using EmbeddedFunctions.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace EmbeddedFunctions.Hosting;

/// <summary>The web application that everything runs in.</summary>
internal static class WebHost
{
    /// <summary>The Functions host takes bodies up to this size.</summary>
    private const long LargestBody = 100 * 1024 * 1024;

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var sources = ((IConfigurationBuilder)web.Configuration).Sources;
        sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = [new("Logging:LogLevel:Microsoft.AspNetCore", "Warning"), new("Logging:LogLevel:Microsoft.Hosting.Lifetime", "Warning")],
        });
        // Below the environment, as Core Tools do, which turn these values into environment variables where there are none.
        var environment = sources.Select((source, index) => (source, index))
            .Last(s => s.source is EnvironmentVariablesConfigurationSource { Prefix: null or "" }).index;
        sources.Insert(environment, new MemoryConfigurationSource { InitialData = LocalSettings() });
        // Standard output carries results only.
        web.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        web.Services.TryAddSingleton(TimeProvider.System);
        web.Services.AddRouting();
        web.Services.AddProblemDetails();
        web.Services.AddMvcCore();
        web.Services.AddSingleton<IStartupFilter, LoopbackGuard>();
        return web;
    }

    public static IHost Build(
        WebApplicationBuilder web, IReadOnlyList<Type>? classes, bool isWeb,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        var site = web.Configuration["WEBSITE_SITE_NAME"];
        if (!string.IsNullOrEmpty(site))
        {
            throw new InvalidOperationException($"This build hosts its functions itself and does not run on Azure ({site}). "
                + "Deploy what `dotnet publish src/NewsFunctions` builds (FunctionsHost=azure).");
        }
        var catalog = classes is null ? FunctionCatalog.DiscoverFromEntryAssembly() : FunctionCatalog.Discover(classes);
        catalog = catalog.Resolve(web.Configuration);
        if (!isWeb && catalog.Functions.FirstOrDefault(f => f.Trigger is HttpTriggerAttribute) is { } http)
        {
            throw new InvalidOperationException($"{http.Name} has an HttpTrigger: call ConfigureFunctionsWebApplication() on the builder.");
        }
        var hostJson = HostJson.Read(Path.Combine(web.Environment.ContentRootPath, "host.json"));
        var routes = HttpRoutes.Of(catalog, hostJson.RoutePrefix);
        var options = web.Configuration.GetSection(EmbeddedOptions.Section).Get<EmbeddedOptions>() ?? new EmbeddedOptions();

        web.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port ?? LoopbackPort.Usual);
        });
        web.WebHost.UseSockets(sockets =>
            sockets.CreateBoundListenSocket = endpoint => LoopbackPort.Listen(endpoint, isFixed: options.Port is not null));
        web.Services.AddSingleton(catalog).AddSingleton(hostJson).AddSingleton(options).AddSingleton(routes);
        web.Services.AddSingleton<Connections>().AddSingleton<RunningInvocations>().AddSingleton<QueueOutputs>().AddSingleton<Owner>();
        web.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<FunctionInvoker>(services, middleware));
        web.Services.AddSingleton<Invocations>().AddSingleton(FunctionsHost.Create).AddSingleton<FunctionKeys>();
        web.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = options.GracePeriod + TimeSpan.FromSeconds(5));

        var app = web.Build();
        FunctionEndpoints.Map(app);
        AdminEndpoints.Map(app);
        return new EmbeddedHost(app);
    }

    private static IEnumerable<KeyValuePair<string, string?>> LocalSettings()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "local.settings.json");
        if (!File.Exists(path))
        {
            yield break;
        }
        using var json = JsonDocument.Parse(File.ReadAllBytes(path), HostJson.Lenient);
        if (json.RootElement.TryGetProperty("Values", out var values))
        {
            foreach (var value in values.EnumerateObject())
            {
                yield return new(value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal), value.Value.ToString());
            }
        }
    }
}
