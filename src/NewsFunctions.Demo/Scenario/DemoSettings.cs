namespace NewsFunctions.Demo.Scenario;

/// <summary>Defines the settings of an archive that shows the demo.</summary>
public static class DemoSettings
{
    /// <summary>Lists the names of the demo's sites.</summary>
    public static IReadOnlyList<string> Sites { get; } = [.. DemoSite.All.Select(site => site.Name)];

    /// <summary>Lists the settings. They give URLs to the demo's links, and switch off checks, captures and lookups in web archives.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Make();

    private static Dictionary<string, string> Make()
    {
        Dictionary<string, string> settings = new()
        {
            ["AzureWebJobs.ScheduleLinkChecks.Disabled"] = "true",
            ["AzureWebJobs.CheckLinks.Disabled"] = "true",
            ["Captures:Enabled"] = "false",
            ["Rescue:Enabled"] = "false",
            ["Rescue:SaveNow"] = "false",
        };
        foreach (DemoSite site in DemoSite.All)
        {
            settings[$"Sites:{site.Name}:MediaUrls:0"] = site.MediaUrl;
            settings[$"Sites:{site.Name}:PageUrls:0"] = site.PageUrl;
            settings[$"Sites:{site.Name}:TimeZone"] = site.TimeZone;
        }

        return settings;
    }
}
