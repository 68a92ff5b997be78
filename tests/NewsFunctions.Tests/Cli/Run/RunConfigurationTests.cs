using LocalFunctionsHost.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Cli.Sessions;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;
using NewsFunctions.Links.Captures;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Cli.Run;

public sealed class RunConfigurationTests
{
    [Fact]
    public void Run_waits_less_for_unresponsive_hosts()
    {
        using ServiceProvider services = Build([], site: null);

        FetchOptions options = services.GetRequiredService<IOptions<FetchOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(3), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
    }

    [Fact]
    public void User_settings_are_kept()
    {
        using ServiceProvider services = Build(new() { ["LinkChecks:Timeout"] = "00:00:17" }, site: null);

        Assert.Equal(TimeSpan.FromSeconds(17), services.GetRequiredService<IOptions<FetchOptions>>().Value.Timeout);
    }

    [Fact]
    public void Command_line_options_override_host_settings()
    {
        var settings = new ArchiveSettings(new Dictionary<string, string?> { ["LocalHost:Port"] = "7000", ["LocalHost:Data"] = "elsewhere" });

        LocalHostOptions given = RunConfiguration.HostOptions(settings, port: 8123, data: "data", verbose: false);
        LocalHostOptions silent = RunConfiguration.HostOptions(settings, port: null, data: null, verbose: false);

        Assert.Equal((8123, "data"), (given.Port, given.Data));
        Assert.Equal((7000, "elsewhere"), (silent.Port, silent.Data));
        Assert.Equal(FunctionApp.Folder, given.AppFolder);
    }

    [Theory]
    [InlineData("LinkChecks:AllowedPorts", "80,443,8080")]
    [InlineData("LinkChecks:AllowedPorts:0", "8080")]
    [InlineData("Unrelated", "")]
    public async Task Sample_site_and_all_other_sites_are_allowed(string key, string value)
    {
        SampleFolder samples = Assert.IsType<SampleFolder>(SampleFolder.Find());
        await using SampleSite site = await SampleSite.StartAsync(samples, TestContext.Current.CancellationToken);
        using ServiceProvider services = Build(new() { [key] = value }, site);

        AddressGuardOptions options = services.GetRequiredService<IOptions<AddressGuardOptions>>().Value;
        int[] others = key switch { "LinkChecks:AllowedPorts" => [80, 443, 8080], "Unrelated" => [80, 443], _ => [8080] };
        Assert.Equal([.. others, site.Port], options.AllowedPorts);
        Assert.Equal(["127.0.0.1/32"], options.AllowedNetworks);
        LinkId id = LinkId.ForMedia(LinkKind.Image, "/2026/03/01/a.jpg");
        var link = new Link { Site = SampleSite.SiteName, Id = id, Path = "/2026/03/01/a.jpg" };
        Assert.Equal([$"http://127.0.0.1:{site.Port}/media/2026/03/01/a.jpg"], services.GetRequiredService<SiteProfiles>().Locations(link));
    }

    [Fact]
    public async Task Only_sample_media_are_captured_by_default()
    {
        SampleFolder samples = Assert.IsType<SampleFolder>(SampleFolder.Find());
        await using SampleSite site = await SampleSite.StartAsync(samples, TestContext.Current.CancellationToken);
        using ServiceProvider usual = Build([], site);
        using ServiceProvider off = Build(new() { ["Captures:Enabled"] = "false" }, site);
        using ServiceProvider on = Build(new() { ["Captures:Enabled"] = "true" }, site);

        bool[] copied = [.. new[] { usual, off, on }.SelectMany(services => new[] { SampleSite.SiteName, "mysite" }
            .Select(services.GetRequiredService<IOptions<CaptureOptions>>().Value.IsOnFor))];
        Assert.Equal([true, false, false, false, true, true], copied);
        Assert.Equal([site.TimeGateUrl], usual.GetRequiredService<IOptions<RescueOptions>>().Value.TimeGates);
    }

    private static ServiceProvider Build(Dictionary<string, string?> user, SampleSite? site)
    {
        var settings = new ArchiveSettings(user);
        RunConfiguration.Apply(settings, defaultSite: null, site);
        return FunctionApp.Services(settings, verbose: false);
    }
}
