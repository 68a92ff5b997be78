using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Archive.Composition;

/// <summary>Registers link checks.</summary>
public static class LinkCheckServices
{
    /// <summary>Adds <see cref="LinkChecker"/>, <see cref="VantageChecker"/>, <see cref="HostPacer"/>, <see cref="AddressGuard"/> and the validated
    /// <see cref="LinkStateOptions"/>, <see cref="HostOptions"/>, <see cref="FetchOptions"/>, <see cref="AddressGuardOptions"/> and
    /// <see cref="VantagesOptions"/>, and <see cref="ProcessMemories"/> unless another <see cref="IHostMemories"/> is registered.</summary>
    /// <param name="configuration">The root configuration; the section is <see cref="LinkCheckSettings.Section"/>.</param>
    public static IServiceCollection AddLinkChecks(this IServiceCollection services, IConfiguration configuration)
    {
        IConfigurationSection section = configuration.GetSection(LinkCheckSettings.Section);
        services.AddOptions<LinkStateOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddOptions<HostOptions>().Bind(section).ValidateOnStart();
        services.AddOptions<FetchOptions>().Bind(section).ValidateOnStart();
        services.AddOptions<AddressGuardOptions>().Configure(options => Bind(section, options)).ValidateOnStart();
        services.AddOptions<VantagesOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IValidateOptions<LinkStateOptions>, LinkStateOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<HostOptions>, HostOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<FetchOptions>, FetchOptionsValidator>(
                _ => new FetchOptionsValidator(Unvalidated<HostOptions>(section).PerHost.Lease)),
            ServiceDescriptor.Singleton<IValidateOptions<AddressGuardOptions>, AddressGuardOptionsValidator>(),
            ServiceDescriptor.Singleton<IValidateOptions<VantagesOptions>, VantagesOptionsValidator>(),
        ]);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<AddressGuard>();
        services.TryAddSingleton<IHostMemories, ProcessMemories>();
        services.TryAddSingleton<HostPacer>();
        services.TryAddSingleton<LinkChecker>();
        services.TryAddSingleton<VantageChecker>();
        return services;
    }

    private static void Bind(IConfigurationSection section, LinkStateOptions options)
    {
        section.Bind(options);
        options.HasVantages = Unvalidated<VantagesOptions>(section).Vantages.Count > 0;
    }

    private static void Bind(IConfigurationSection section, AddressGuardOptions options)
    {
        // The binder appends to a default list, and does not split "80,8080", the form of lists in app settings.
        if (List(section.GetSection(nameof(AddressGuardOptions.AllowedPorts))) is { } ports)
        {
            options.AllowedPorts = [.. ports.Select(port => int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1)];
        }

        options.AllowedNetworks = List(section.GetSection(nameof(AddressGuardOptions.AllowedNetworks))) ?? [];
    }

    /// <summary>Reads a part for another part. Its own validator reports its errors, once.</summary>
    private static TOptions Unvalidated<TOptions>(IConfigurationSection section)
        where TOptions : new()
    {
        TOptions options = new();
        section.Bind(options);
        return options;
    }

    private static string[]? List(IConfigurationSection section) => section switch
    {
        { Value: { } value } => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        _ when section.Exists() => [.. section.GetChildren().Select(child => child.Value ?? "")],
        _ => null,
    };
}
