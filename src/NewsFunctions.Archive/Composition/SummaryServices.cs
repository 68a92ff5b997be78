using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Survival;

namespace NewsFunctions.Summaries;

public static class SummaryServices
{
    /// <summary>Registers what makes and reads summaries; needs the archive's storage and the sites.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.AddSingleton<Summarizing>();
        services.AddSingleton<SummaryQueries>();
        services.AddSingleton<SurvivalQueries>();
        return services;
    }
}
