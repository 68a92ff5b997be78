using System.Globalization;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Links;

namespace NewsFunctions.Cli.Run;

/// <summary>The settings of a run, on top of the user's.</summary>
internal static class RunConfiguration
{
    /// <summary>A person waits: hosts that do not answer are given up on sooner, unless the user has said how long to wait.</summary>
    private static readonly Dictionary<string, string?> Impatient = new()
    {
        ["LinkChecks:ConnectTimeout"] = "00:00:03",
        ["LinkChecks:HeadersTimeout"] = "00:00:08",
        ["LinkChecks:Timeout"] = "00:00:10",
    };

    public static void Apply(FunctionsApplicationBuilder builder, RunSettings settings, DataFolder data, SampleSite? site)
    {
        // The three depend on one another, so a user who sets one has to do with the usual values of the others.
        if (Impatient.Keys.All(key => builder.Configuration[key] is null))
        {
            builder.Configuration.AddInMemoryCollection(Impatient);
        }

        // Left alone where it is the usual one: data of a chosen folder never goes to an Azurite of somebody else.
        if (data.IsChosen)
        {
            builder.Configuration["Embedded:Data"] = data.Path;
        }

        if (settings.Port is { } port)
        {
            builder.Configuration["Embedded:Port"] = port.ToString(CultureInfo.InvariantCulture);
        }

        if (site is not null)
        {
            AddSamples(builder, site);
        }
    }

    private static void AddSamples(FunctionsApplicationBuilder builder, SampleSite site)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Sites:{SampleSite.SiteName}:MediaUrls:0"] = site.MediaUrl,
            [$"Sites:{SampleSite.SiteName}:PageUrls:0"] = site.PageUrl,
            [$"Sites:{SampleSite.SiteName}:TimeZone"] = SampleSite.TimeZone,
        });

        // In addition to what the user allows: the archive may hold other sites, whose links fall due while the samples are shown.
        builder.Services.PostConfigure<LinkCheckOptions>(options =>
        {
            options.AllowedNetworks = [.. options.AllowedNetworks, $"{SampleSite.Address}/32"];
            options.AllowedPorts = [.. options.AllowedPorts, site.Port];
        });
    }
}
