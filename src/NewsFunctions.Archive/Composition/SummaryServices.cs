using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Archive.Summaries;
using NewsFunctions.Archive.Survival;

namespace NewsFunctions.Archive.Composition;

public static class SummaryServices
{
    /// <summary>Registers what writes and reads summaries. Needs the archive's storage and the sites.</summary>
    public static IServiceCollection AddSummaries(this IServiceCollection services)
    {
        services.AddSingleton<Summarizing>();
        services.AddSingleton<SummaryQueries>();
        services.AddSingleton<SurvivalQueries>();
        return services;
    }
}
