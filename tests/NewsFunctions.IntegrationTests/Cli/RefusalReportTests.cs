using NewsFunctions.Cli.Run;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.IntegrationTests.Publishing;

namespace NewsFunctions.IntegrationTests.Cli;

public sealed class RefusalReportTests(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("http://127.0.0.1:8081/{pic}", "Port 8081", "LinkChecks__AllowedPorts=80,443,8081 LinkChecks__AllowedNetworks=127.0.0.1/32")]
    [InlineData("http://127.0.0.1{pic}", "127.0.0.1 is not public", "LinkChecks__AllowedNetworks=127.0.0.1/32")]
    [InlineData("http://[::1]/{pic}", "::1 is not public", "LinkChecks__AllowedNetworks=::1/128")]
    [InlineData("http://localhost/{pic}", "localhost resolves to addresses outside the public internet", "LinkChecks__AllowedNetworks=")]
    [InlineData("https://media.example.org:8443/{pic}", "Port 8443", "LinkChecks__AllowedPorts=80,443,8443")]
    public async Task Site_on_loopback_or_odd_port_is_refused_with_the_setting(string template, string reason, string setting)
    {
        await using Archive archive = await Archive.CreateAsync(
            azurite,
            site: null,
            beside: null,
            new($"Sites:{Archive.Site}:MediaUrls:0", template),
            new("LinkChecks:AllowedNetworks", ""),
            new("LinkChecks:AllowedPorts", "80,443"));
        await archive.IngestAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "Two pictures.", 11, 12));
        await archive.CheckDueLinksAsync();

        IReadOnlyList<Link> pictures = [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];
        IReadOnlyList<Refusal>? refused = await new RefusalReport(archive.Get<IServiceProvider>()).FindAsync(pictures, TestContext.Current.CancellationToken);

        Refusal refusal = Assert.Single(refused!);
        Assert.Equal(2, refusal.Links);
        Assert.Contains(reason, refusal.Reason, StringComparison.Ordinal);
        Assert.StartsWith(setting, refusal.Setting, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_reason_on_several_hosts_is_counted_once_with_one_setting()
    {
        await using Archive archive = await Archive.CreateAsync(
            azurite,
            site: null,
            beside: null,
            new($"Sites:{Archive.Site}:MediaUrls:0", "http://127.0.0.1:8081/{pic}"),
            new("LinkChecks:AllowedNetworks", ""),
            new("LinkChecks:AllowedPorts", "80,443"));
        string dump = DumpText.Of("Fri Mar 11, 2016 16:23:23", "Three pictures.", 11, 12, 13)
            .Replace(DumpText.Picture(12), "http://127.0.0.2:8081/a.jpg", StringComparison.Ordinal)
            .Replace(DumpText.Picture(13), "http://127.0.0.3:8081/a.jpg", StringComparison.Ordinal);
        await archive.IngestAsync("dump.txt", dump);
        await archive.CheckDueLinksAsync();

        IReadOnlyList<Link> pictures = [.. (await archive.LinksAsync()).Where(link => link.Kind == LinkKind.Image)];
        IReadOnlyList<Refusal>? refused = await new RefusalReport(archive.Get<IServiceProvider>()).FindAsync(pictures, TestContext.Current.CancellationToken);

        Refusal refusal = Assert.Single(refused!);
        Assert.Equal(3, refusal.Links);
        string[] settings = refusal.Setting!.Split(' ');
        Assert.Equal("LinkChecks__AllowedPorts=80,443,8081", settings[0]);
        Assert.Equal(["127.0.0.1/32", "127.0.0.2/32", "127.0.0.3/32"], settings[1].Split('=')[1].Split(',').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Links_that_were_not_refused_have_no_reasons()
    {
        await using TestSite site = await TestSite.StartAsync();
        await using Archive archive = await Archive.CreateAsync(azurite, site);
        await archive.IngestAsync("dump.txt", DumpText.Of("Fri Mar 11, 2016 16:23:23", "A picture.", 11));
        await archive.CheckDueLinksAsync();

        Assert.Null(await new RefusalReport(archive.Get<IServiceProvider>()).FindAsync(await archive.LinksAsync(), TestContext.Current.CancellationToken));
    }
}
