using NewsFunctions.Cli.Samples;
using NewsFunctions.Demo.Scenario;

namespace NewsFunctions.IntegrationTests.Golden;

/// <summary>
/// Lists the settings of the golden archive's sites: those of the demo, that of the samples, one with a detailed past,
/// and one whose only dump is half ingested.
/// </summary>
internal static class GoldenSettings
{
    public const string Site = Archive.Site;
    public const string LongSite = "longsite";

    public static IReadOnlyDictionary<string, string> All { get; } = Make();

    private static Dictionary<string, string> Make()
    {
        Dictionary<string, string> settings = new(DemoSettings.All)
        {
            ["DefaultSite"] = Site,
            ["LinkChecks:AllowedPorts:0"] = "80",
            ["LinkChecks:AllowedPorts:1"] = "443",
        };
        foreach ((string site, string zone) in (ReadOnlySpan<(string, string)>)[(Site, "Asia/Tehran"), (LongSite, "UTC"), (SampleSite.SiteName, SampleSite.TimeZone)])
        {
            settings[$"Sites:{site}:MediaUrls:0"] = $"https://media.{site}.example/{{pic}}";
            settings[$"Sites:{site}:PageUrls:0"] = $"https://www.{site}.example/news/{{id}}";
            settings[$"Sites:{site}:TimeZone"] = zone;
        }

        return settings;
    }
}
