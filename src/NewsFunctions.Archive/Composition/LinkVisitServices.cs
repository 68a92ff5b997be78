using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Captures;
using NewsFunctions.Archive.Rescues;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Archive.Composition;

internal static class LinkVisitServices
{
    /// <param name="configuration">The root configuration; the section is <see cref="LinkCheckSettings.Section"/>.</param>
    public static IServiceCollection AddLinkVisits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<VisitOptions>().Bind(configuration.GetSection(LinkCheckSettings.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<VisitOptions>, VisitOptionsValidator>()
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
            .AddSingleton<HostPublisher>()
            .AddSingleton<Thumbnailer>()
            .AddSingleton<CaptureThumbnails>()
            .AddSingleton<LinkCaptures>()
            .AddSingleton<DeathConfirmation>()
            .AddSingleton<LinkVisits>();
    }
}
