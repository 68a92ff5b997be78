using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Captures;
using NewsFunctions.Links.Captures;

namespace NewsFunctions.Archive.Composition;

/// <summary>Registers captures of live media.</summary>
public static class CaptureServices
{
    /// <summary>Adds <see cref="MediaDownload"/> and the validated <see cref="CaptureOptions"/>. Needs the link checks, whose guard,
    /// connections and pace it uses.</summary>
    /// <param name="configuration">The root configuration; the section is <see cref="CaptureOptions.SectionName"/>.</param>
    public static IServiceCollection AddCaptures(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(CaptureOptions.SectionName);
        services.AddOptions<CaptureOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CaptureOptions>, CaptureOptionsValidator>());
        services.TryAddSingleton<MediaDownload>();
        return services;
    }

    private static void Bind(IConfigurationSection section, CaptureOptions options)
    {
        section.Bind(options);
        // The binder appends to a default list, and does not split "image/jpeg,image/png", the form of lists in app settings.
        options.Types = List(section.GetSection(nameof(CaptureOptions.Types))) ?? CaptureTypes.All;
        options.Sites = List(section.GetSection(nameof(CaptureOptions.Sites))) ?? [];
    }

    private static string[]? List(IConfigurationSection section) => section switch
    {
        { Value: { } value } => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ when section.Exists() => [.. section.GetChildren().Select(child => child.Value ?? "")],
        _ => null,
    };
}
