using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Links;

namespace NewsFunctions.Tests.Links;

public sealed class LinkCheckOptionsTests
{
    [Fact]
    public void The_defaults_are_legal_and_those_of_the_design()
    {
        LinkCheckOptions options = Bound();

        Assert.Equal((3, TimeSpan.FromDays(3)), (options.StrikesToDeath, options.StrikeGap));
        Assert.Equal(TimeSpan.FromSeconds(20), options.Timeout);
        Assert.Equal((10, TimeSpan.FromMilliseconds(50)), (options.PerHost.Concurrency, options.PerHost.Interval));
        Assert.Equal([80, 443], options.AllowedPorts);
        Assert.Empty(options.AllowedNetworks);
    }

    [Fact]
    public void Settings_replace_the_defaults_lists_included()
    {
        LinkCheckOptions options = Bound(
            ("StrikeGap", "4.00:00:00"), ("Recheck:Alive", "2.00:00:00"), ("PerHost:Interval", "00:00:01"),
            ("AllowedPorts:0", "8080"), ("AllowedNetworks:0", "127.0.0.0/8"));

        Assert.Equal(TimeSpan.FromDays(4), options.StrikeGap);
        Assert.Equal(TimeSpan.FromDays(2), options.Recheck.Alive);
        Assert.Equal(TimeSpan.FromSeconds(1), options.PerHost.Interval);
        Assert.Equal([8080], options.AllowedPorts);
        Assert.Equal(["127.0.0.0/8"], options.AllowedNetworks);
    }

    [Fact]
    public void Lists_may_be_written_in_one_app_setting()
    {
        LinkCheckOptions options = Bound(("AllowedPorts", "80, 8080"), ("AllowedNetworks", "127.0.0.0/8,fd00::/8"));

        Assert.Equal([80, 8080], options.AllowedPorts);
        Assert.Equal(["127.0.0.0/8", "fd00::/8"], options.AllowedNetworks);
    }

    [Theory]
    [InlineData("StrikesToDeath", "0", "a whole number from 1 to 100")]
    [InlineData("StrikeGap", "-1.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("NoEvidenceLimit", "-1.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("Recheck:AliveMax", "6.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 7.00:00:00 to 3650.00:00:00")]
    [InlineData("Recheck:Suspect", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:01:00 to 3650.00:00:00")]
    [InlineData("Recheck:Jitter", "1.5", "a number from 0 to 1")]
    [InlineData("Timeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.1000000 to 00:10:00")]
    [InlineData("ConnectTimeout", "00:00:21", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:00:20")]
    [InlineData("HeadersTimeout", "00:00:21", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:00:20")]
    [InlineData("TlsTimeout", "00:00:21", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:00:20")]
    [InlineData("BodyTimeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:00:20")]
    [InlineData("Lessons:ProbeInterval", "-00:00:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("Lessons:SharedLinks", "1", "a whole number from 2 to 1000")]
    [InlineData("Lessons:HeadAgreements", "0", "a whole number from 1 to 100")]
    [InlineData("Lessons:HeadTrust", "-00:00:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("MaxRedirects", "-1", "a whole number from 0 to 50")]
    [InlineData("BodyBytes", "10", "a whole number from 1445 to 16777216")]
    [InlineData("AllowedNetworks", "10.0.0.0/33", "networks in CIDR notation, such as 10.0.0.0/8 or fd00::/8")]
    [InlineData("AllowedNetworks", "home", "networks in CIDR notation, such as 10.0.0.0/8 or fd00::/8")]
    [InlineData("AllowedPorts", "0", "one or more whole numbers from 1 to 65535")]
    [InlineData("AllowedPorts", "http", "one or more whole numbers from 1 to 65535")]
    [InlineData("PerHost:Lease", "00:00:02", "a duration [d.]hh:mm:ss[.fff] from 00:00:03 to 01:00:00")]
    [InlineData("PerHost:LeaseRenewal", "00:00:31", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:00:30")]
    [InlineData("PerHost:BusyDelay", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:10:00")]
    [InlineData("PerHost:Concurrency", "0", "a whole number from 1 to 1000")]
    [InlineData("PerHost:MaxInterval", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0500000 to 00:10:00")]
    [InlineData("LeaseDuration", "00:01:00", "a duration [d.]hh:mm:ss[.fff] from 00:04:00 to 1.00:00:00")]
    [InlineData("MaxShardsPerSite", "0", "a whole number from 1 to 10000")]
    [InlineData("UserAgent", "\u00fcn", "1 to 256 printable ASCII characters")]
    public void An_illegal_setting_is_refused_by_its_key_with_what_is_legal(string key, string value, string legal)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Bound((key, value)));

        Assert.Contains(refused.Failures, failure =>
            failure.StartsWith($"LinkChecks:{key} is '", StringComparison.Ordinal)
            && failure.EndsWith($"; legal: {legal}.", StringComparison.Ordinal));
    }

    private static LinkCheckOptions Bound(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"LinkChecks:{setting.Key}", (string?)setting.Value)))
            .Build();
        using ServiceProvider services = new ServiceCollection().AddLogging().AddLinkChecks(configuration).BuildServiceProvider(validateScopes: true);
        LinkCheckOptions options = services.GetRequiredService<IOptions<LinkCheckOptions>>().Value;
        Assert.NotNull(services.GetRequiredService<LinkChecker>());
        return options;
    }
}
