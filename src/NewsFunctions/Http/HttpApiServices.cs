using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Http;

public static class HttpApiServices
{
    /// <summary>Registers what the HTTP functions call. Needs the archive's storage, the sites and the archive's queries; wrong settings stop the start.</summary>
    /// <param name="configuration">The root: the keys are <c>Access:*</c>.</param>
    public static IServiceCollection AddHttpApi(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>();
        services.AddSingleton(RunningPlace.From(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IStartupFilter, HostProblems>();
        services.AddSingleton<WriteAccess>();
        services.AddSingleton<DumpUploads>();
        services.AddSingleton<Rechecks>();
        services.AddSingleton<VantageChecks>();
        services.AddSingleton<HealthCheck>();
        return services;
    }
}
