using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.MediaCaptures;
using NewsFunctions.Rescues;

namespace NewsFunctions.LinkChecks;

internal static class LinkVisitServices
{
    public static IServiceCollection AddLinkVisits(this IServiceCollection services) => services
        .AddSingleton<LinkCheckPlanner>()
        .AddSingleton<LinkRescues>()
        .AddSingleton<LinkCaptures>()
        .AddSingleton<LinkVisits>();
}
