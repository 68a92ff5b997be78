using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Links;
using NewsFunctions.MediaCaptures;
using NewsFunctions.Rescues;

namespace NewsFunctions.LinkChecks;

internal static class LinkVisitServices
{
    public static IServiceCollection AddLinkVisits(this IServiceCollection services) => services
        .AddSingleton<IHostMemories, LeasedMemories>()
        .AddSingleton<LinkCheckPlanner>()
        .AddSingleton<CheckForecast>()
        .AddSingleton<DueLinks>()
        .AddSingleton<VisitRecords>()
        .AddSingleton<VisitChecks>()
        .AddSingleton<SharedAnswerRecorder>()
        .AddSingleton<LinkRescues>()
        .AddSingleton<LinkOffers>()
        .AddSingleton<Rejudging>()
        .AddSingleton<HostTelling>()
        .AddSingleton<Thumbnailer>()
        .AddSingleton<CaptureThumbnails>()
        .AddSingleton<LinkCaptures>()
        .AddSingleton<DeathConfirmation>()
        .AddSingleton<LinkVisits>();
}
