using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Http;
using NewsFunctions.Archive.Http.Access;
using NewsFunctions.Archive.Pages;

namespace NewsFunctions.Archive.Composition;

public static class HttpApiServices
{
    /// <summary>Registers what the HTTP functions call. Needs the storage, the sites and the queries. Wrong settings stop the start.</summary>
    /// <param name="configuration">The root configuration; the keys are <c>Access:*</c>.</param>
    public static IServiceCollection AddHttpApi(this IServiceCollection services, IConfiguration configuration)
    {
        // A misspelt setting would otherwise be ignored, and silently leave the archive closed or open.
        services.AddOptions<AccessOptions>()
            .Bind(configuration.GetSection(AccessOptions.Section), binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<AccessOptions>>(new AccessOptionsValidator(configuration));
        services.AddSingleton(RunningPlace.From(configuration));
        services.TryAddSingleton(TimeProvider.System);
        AnswerCompression.Add(services);
        services.AddSingleton<HttpFailures>();
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<AccessGate>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<SessionStart>();
        services.AddSingleton<SessionScope>();
        services.AddSingleton<DumpUploads>();
        services.AddSingleton<DumpRetryCalls>();
        services.AddSingleton<Rechecks>();
        services.AddSingleton<LinkJudgementCalls>();
        services.AddSingleton<VantageChecks>();
        services.AddSingleton<HealthCheck>();
        services.AddSingleton<ReportCalls>();
        services.AddSingleton<PageAssets>();
        services.AddSingleton<Dashboard>();
        services.AddSingleton<ApiDescription>();
        return services;
    }
}
