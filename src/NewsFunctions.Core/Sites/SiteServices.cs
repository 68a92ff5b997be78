using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Articles;

namespace NewsFunctions.Sites;

public static class SiteServices
{
    /// <summary>Registers <see cref="SiteProfiles"/> and <see cref="ArticleReader"/>; wrong settings stop the start.</summary>
    /// <param name="configuration">The root: the keys are <c>DefaultSite</c> and <c>Sites</c>.</param>
    public static IServiceCollection AddSites(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SitesOptions>().Bind(configuration).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SitesOptions>, SitesOptionsValidator>();
        services.AddSingleton<SiteProfiles>();
        services.AddSingleton<ArticleReader>();
        return services;
    }
}
