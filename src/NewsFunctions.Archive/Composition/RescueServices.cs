using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Archive.Composition;

/// <summary>Registers lookups in web archives.</summary>
public static class RescueServices
{
    /// <summary>Adds <see cref="RescueLookup"/> and the validated <see cref="RescueOptions"/>. Needs the link checks, whose guard and
    /// connections it uses.</summary>
    /// <param name="configuration">The root configuration; the section is <see cref="RescueOptions.SectionName"/>.</param>
    public static IServiceCollection AddRescue(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(RescueOptions.SectionName);
        services.AddOptions<RescueOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RescueOptions>, RescueOptionsValidator>());
        services.TryAddSingleton<WebArchiveRequests>();
        services.TryAddSingleton(provider => new RescueLookup(
            provider.GetRequiredService<WebArchiveRequests>(),
            provider.GetRequiredService<IOptions<RescueOptions>>(),
            provider.GetRequiredService<ILogger<RescueLookup>>()));
        services.TryAddSingleton(provider => new SaveService(
            provider.GetRequiredService<WebArchiveRequests>(),
            provider.GetRequiredService<IOptions<RescueOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static void Bind(IConfigurationSection section, RescueOptions options)
    {
        section.Bind(options);
        // The binder does not split "https://one/,https://two/", the form of lists in app settings.
        if (section[nameof(RescueOptions.TimeGates)] is { Length: > 0 } list)
        {
            options.TimeGates = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
