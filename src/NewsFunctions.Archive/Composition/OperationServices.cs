using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Operations;

namespace NewsFunctions.Archive.Composition;

internal static class OperationServices
{
    public static IServiceCollection AddOperations(this IServiceCollection services)
    {
        services.AddOptions<MaintenanceOptions>()
            .Configure<IConfiguration>((options, configuration) => options.IsOn = Maintenance.Read(configuration))
            .ValidateOnStart();
        return services
            .AddSingleton<Maintenance>()
            .AddSingleton<Measuring>()
            .AddSingleton<HostOverrides>();
    }
}
