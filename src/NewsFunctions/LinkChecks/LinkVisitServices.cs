using Microsoft.Extensions.DependencyInjection;

namespace NewsFunctions.LinkChecks;

internal static class LinkVisitServices
{
    public static IServiceCollection AddLinkVisits(this IServiceCollection services) => services
        .AddSingleton<LinkCheckPlanner>()
        .AddSingleton<Rejudging>()
        .AddSingleton<DeathConfirmation>()
        .AddSingleton<LinkVisits>();
}
