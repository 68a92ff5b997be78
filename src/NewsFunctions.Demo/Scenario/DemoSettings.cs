namespace NewsFunctions.Demo.Scenario;

/// <summary>The settings of an archive that shows the demo.</summary>
public static class DemoSettings
{
    /// <summary>The names of the demo's sites.</summary>
    public static IReadOnlyList<string> Sites { get; } = [.. DemoSite.All.Select(site => site.Name)];

    /// <summary>Where the demo's links would be, and that nobody asks for them: checks, copies and lookups in web archives are off.</summary>
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
