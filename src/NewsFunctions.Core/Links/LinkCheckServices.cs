using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>Registration of link checks.</summary>
public static class LinkCheckServices
{
    /// <summary>Adds <see cref="LinkChecker"/>, <see cref="Vantages"/>, <see cref="HostPacer"/>, <see cref="AddressGuard"/> and the validated <see cref="LinkCheckOptions"/>;
    /// <see cref="ProcessMemories"/> where nobody has registered another <see cref="IHostMemories"/>.</summary>
    /// <param name="configuration">The root; the section is <see cref="LinkCheckOptions.SectionName"/>.</param>
    public static IServiceCollection AddLinkChecks(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(LinkCheckOptions.SectionName);
        services.AddOptions<LinkCheckOptions>()
            .Configure(options => Bind(section, options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LinkCheckOptions>, LinkCheckOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AddressGuard>();
        services.TryAddSingleton<IHostMemories, ProcessMemories>();
        services.TryAddSingleton<HostPacer>();
        services.TryAddSingleton<LinkChecker>();
        services.TryAddSingleton<Vantages>();
        return services;
    }

    private static void Bind(IConfigurationSection section, LinkCheckOptions options)
    {
        IReadOnlyList<int> defaultPorts = options.AllowedPorts;
        section.Bind(options);
        // The binder adds to a list that has defaults, and knows no "80,8080", which is how app settings put lists.
        options.AllowedPorts = List(section.GetSection(nameof(LinkCheckOptions.AllowedPorts))) is { } ports
            ? [.. ports.Select(port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)]
            : defaultPorts;
        options.AllowedNetworks = List(section.GetSection(nameof(LinkCheckOptions.AllowedNetworks))) ?? [];
    }

    private static string[]? List(IConfigurationSection section) => section switch
    {
        { Value: { } value } => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ when section.Exists() => [.. section.GetChildren().Select(child => child.Value ?? "")],
        _ => null,
    };
}
