using LocalFunctionsHost.Hosting;
using LocalFunctionsHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.Terminals;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Setup;

namespace NewsFunctions.Cli.Sessions;

/// <summary>Locates the function app beside this command, and creates the archive's services without it.</summary>
internal static class FunctionApp
{
    /// <summary>The output folder of the app, which the build puts beside the command.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "app");

    public static ArchiveSettings Settings() => new(LocalSettings.Read(Folder));

    /// <summary>Throws if the settings are wrong: a worker that meets such a setting dies, and is started again in vain.</summary>
    public static void ThrowIfWrong(ArchiveSettings settings)
    {
        using ServiceProvider services = Services(settings, verbose: false);
        services.GetRequiredService<IStartupValidator>().Validate();
        if (!ArchiveSession.IsLocal(settings.Configuration.GetSection(ArchiveNames.Connection)))
        {
            services.GetRequiredService<ArchiveSetup>();
        }
    }

    /// <summary>Creates the services for an archive whose functions run beside this process, on the storage that their host found.</summary>
    public static ServiceProvider Services(ArchiveSettings settings, LocalHost host, bool verbose)
    {
        foreach ((string key, string? value) in host.StorageSettings)
        {
            settings.Set(key, value);
        }

        return Services(settings, verbose);
    }

    /// <summary>Creates everything that the functions call, in this process. It shares only the storage with them.</summary>
    public static ServiceProvider Services(ArchiveSettings settings, bool verbose) => Services(settings, verbose, _ => { });

    /// <param name="more">Adds services, or replaces those of the functions.</param>
    public static ServiceProvider Services(ArchiveSettings settings, bool verbose, Action<IServiceCollection> more)
    {
        IServiceCollection services = new ServiceCollection()
            .AddSingleton(settings.Configuration)
            .AddLogging(logging => logging.ToStandardError(verbose))
            .AddArchive(settings.Configuration);
        more(services);
        return services.BuildServiceProvider();
    }
}
