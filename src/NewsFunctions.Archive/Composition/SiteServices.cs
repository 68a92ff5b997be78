using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Sites;
using NewsFunctions.Dumps.Reading;

namespace NewsFunctions.Archive.Composition;

public static class SiteServices
{
    /// <summary>Registers <see cref="SiteProfiles"/> and <see cref="ArticleReader"/>. Wrong settings stop the start.</summary>
    /// <param name="configuration">The root configuration; the keys are <c>DefaultSite</c> and <c>Sites</c>.</param>
    public static IServiceCollection AddSites(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SitesOptions>().Bind(configuration).Configure(options => BindAliases(configuration, options)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SitesOptions>, SitesOptionsValidator>();
        services.AddSingleton(provider => new SiteProfiles(provider.GetRequiredService<IOptions<SitesOptions>>().Value));
        services.AddSingleton<ArticleReader>();
        return services;
    }

    // Configuration treats the colon before a port as a section separator.
    private static void BindAliases(IConfiguration configuration, SitesOptions options)
    {
        foreach ((string name, SiteOptions site) in options.Sites)
        {
            IConfigurationSection section = configuration.GetSection($"Sites:{name}:Aliases");
            if (section.Exists())
            {
                site.Aliases = section.AsEnumerable(makePathsRelative: true).Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!);
            }
        }
    }
}
