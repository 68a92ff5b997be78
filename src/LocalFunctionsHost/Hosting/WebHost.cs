using System.Net.Sockets;
using LocalFunctionsHost.Admin;
using LocalFunctionsHost.Discovery;
using LocalFunctionsHost.Http;
using LocalFunctionsHost.Invocations;
using LocalFunctionsHost.Settings;
using LocalFunctionsHost.Workers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalFunctionsHost.Hosting;

/// <summary>Builds the web application that callers reach, and the services that triggers share.</summary>
internal static class WebHost
{
    /// <param name="socket">The socket, which listens already, so that no other process takes the port while the worker starts.</param>
    public static WebApplication Build(
        LocalHostOptions options, IConfiguration configuration, FunctionCatalog catalog, WorkerPool workers, ClaimOwner owner, Socket socket, ILoggerFactory logs)
    {
        var hostJson = HostJson.Read(Path.Combine(options.AppFolder, "host.json"));
        WebApplicationBuilder web = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = options.AppFolder });
        web.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = FunctionEndpoints.MaxBodyBytes;
            kestrel.AddServerHeader = false;
            kestrel.Listen(socket.LocalEndPoint!);
        });
        web.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = _ => socket);
        web.Services.AddSingleton(logs).AddSingleton(options).AddSingleton(options.Time).AddSingleton(configuration);
        web.Services.AddSingleton(catalog).AddSingleton(hostJson).AddSingleton(HttpRoutes.Of(catalog, hostJson.RoutePrefix));
        web.Services.AddSingleton(workers).AddSingleton(owner);
        web.Services.AddSingleton<Connections>().AddSingleton<RunningInvocations>().AddSingleton<SuspectWork>().AddSingleton<QueueOutputs>();
        web.Services.AddSingleton<FunctionInvoker>().AddSingleton<InvocationFactory>().AddSingleton<FunctionKeys>().AddSingleton<HttpForwarding>();
        web.Services.AddRouting().AddProblemDetails().AddHttpForwarder();
        web.Services.AddSingleton<IStartupFilter, LoopbackGuard>();
        web.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.GracePeriod + TimeSpan.FromSeconds(5));

        WebApplication app = web.Build();
        app.UseStatusCodePages();
        app.UseRouting();
        FunctionEndpoints.Map(app);
        AdminEndpoints.Map(app);
        return app;
    }
}
