using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using NewsFunctions.Cli;
using NewsFunctions.Cli.Run;
using NewsFunctions.Cli.Samples;
using NewsFunctions.Links;
using NewsFunctions.Sites;

namespace NewsFunctions.Tests.Cli;

public sealed class RunConfigurationTests
{
    private static readonly RunSettings Settings = new() { Folder = "dumps", Once = false, Json = false, Port = 8123, Data = "data", Verbose = false };

    [Fact]
    public void A_run_gives_hosts_that_do_not_answer_less_time()
    {
        using IHost app = Build([], site: null);

        LinkCheckOptions options = app.Services.GetRequiredService<IOptions<LinkCheckOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(3), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromSeconds(10), options.Timeout);
    }

    [Fact]
    public void What_the_user_has_set_stays()
    {
        using IHost app = Build(new() { ["LinkChecks:Timeout"] = "00:00:17" }, site: null);

        Assert.Equal(TimeSpan.FromSeconds(17), app.Services.GetRequiredService<IOptions<LinkCheckOptions>>().Value.Timeout);
    }

    [Fact]
    public void Port_and_data_are_settings_of_the_host()
    {
        using IHost app = Build([], site: null);

        IConfiguration configuration = app.Services.GetRequiredService<IConfiguration>();
        Assert.Equal("8123", configuration["Embedded:Port"]);
        Assert.Equal(Path.GetFullPath("data"), configuration["Embedded:Data"]);
    }

    [Fact]
    public async Task The_site_of_the_samples_may_be_asked_and_so_may_all_others()
    {
        SampleFolder samples = Assert.IsType<SampleFolder>(SampleFolder.Find());
        await using SampleSite site = await SampleSite.StartAsync(samples, TestContext.Current.CancellationToken);
        using IHost app = Build(new() { ["LinkChecks:AllowedPorts"] = "80,443,8080" }, site);

        LinkCheckOptions options = app.Services.GetRequiredService<IOptions<LinkCheckOptions>>().Value;
        Assert.Equal([80, 443, 8080, site.Port], options.AllowedPorts);
        Assert.Equal(["127.0.0.1/32"], options.AllowedNetworks);
        LinkId id = LinkId.ForMedia(LinkKind.Image, "/2026/03/01/a.jpg");
        var link = new Link { Site = SampleSite.SiteName, Id = id, Path = "/2026/03/01/a.jpg" };
        Assert.Equal([$"http://127.0.0.1:{site.Port}/media/2026/03/01/a.jpg"], app.Services.GetRequiredService<SiteProfiles>().Locations(link));
    }

    private static IHost Build(Dictionary<string, string?> user, SampleSite? site)
    {
        FunctionsApplicationBuilder builder = App.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(user);
        using DataFolder data = DataFolder.For(Settings);
        RunConfiguration.Apply(builder, Settings, data, site);
        return builder.Build();
    }
}
