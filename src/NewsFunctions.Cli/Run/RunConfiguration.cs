using System.Globalization;
using LocalFunctionsHost.Settings;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.CommandLine;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Cli.Terminals;

namespace NewsFunctions.Cli.Run;

/// <summary>Sets up a run, in addition to the user's settings.</summary>
internal static class RunConfiguration
{
    /// <summary>Shortens timeouts, because a person waits for hosts that do not answer, unless the user has said how long to wait.</summary>
    private static readonly Dictionary<string, string> Impatient = new()
    {
        ["LinkChecks:ConnectTimeout"] = "00:00:03",
        ["LinkChecks:HeadersTimeout"] = "00:00:08",
        ["LinkChecks:Timeout"] = "00:00:10",
    };

    /// <param name="defaultSite">The site of dumps that name none, if the command line names it.</param>
    /// <param name="site">The web site that serves the media of the samples, if they are run.</param>
    public static void Apply(ArchiveSettings settings, string? defaultSite, SampleSite? site)
    {
        // The three depend on one another, so a user who sets one uses the default values of the others.
        if (Impatient.Keys.All(key => settings.Configuration[key] is null))
        {
            foreach ((string key, string value) in Impatient)
            {
                settings.Set(key, value);
            }
        }

        if (defaultSite is not null)
        {
            settings.Set("DefaultSite", defaultSite);
        }

        if (site is not null)
        {
            AddSamples(settings, site);
        }
    }

    /// <summary>Returns how the functions are hosted.</summary>
    /// <param name="data">The folder of the storage that is started; null means the usual one.</param>
    public static LocalHostOptions HostOptions(ArchiveSettings settings, int? port, string? data, bool verbose)
    {
        FunctionApp.ThrowIfWrong(settings);
        settings.SetDefault("Logging:LogLevel:Default", verbose ? "Debug" : "Warning");
        LocalHostOptions options = LocalHostOptions.From(FunctionApp.Folder, settings.Values);
        options = port is null ? options : options with { Port = port, PortName = CommonOptions.Port.Name };
        return options with { Data = data ?? options.Data, UsualData = Installation.UsualData, Logging = logging => logging.ToStandardError(verbose) };
    }

    private static void AddSamples(ArchiveSettings settings, SampleSite site)
    {
        settings.Set($"Sites:{SampleSite.SiteName}:MediaUrls:0", site.MediaUrl);
        settings.Set($"Sites:{SampleSite.SiteName}:PageUrls:0", site.PageUrl);
        settings.Set($"Sites:{SampleSite.SiteName}:TimeZone", SampleSite.TimeZone);

        // This adds to what the user allows: the archive may hold other sites, whose links fall due while the samples are shown.
        settings.Append("LinkChecks:AllowedNetworks", $"{SampleSite.Address}/32");
        settings.Append("LinkChecks:AllowedPorts", site.Port.ToString(CultureInfo.InvariantCulture), defaults: ["80", "443"]);

        // This shows a copy and a rescue on the first day. Media of other sites are copied only if the user says so, and their
        // links are not looked for in vain: a TimeGate without a public name is asked in addition to the user's archives.
        settings.Append("Rescue:TimeGates", site.TimeGateUrl);

        // Offers of the samples go to a stand-in on this machine, never to a real archive.
        if (settings.Configuration["Rescue:SaveNowUrl"] is null)
        {
            settings.Set("Rescue:SaveNowUrl", site.SaveUrl);
        }

        if (settings.Configuration["Captures:Enabled"] is null)
        {
            settings.Set("Captures:Enabled", "true");
            settings.Set("Captures:Sites", SampleSite.SiteName);
        }
    }
}
