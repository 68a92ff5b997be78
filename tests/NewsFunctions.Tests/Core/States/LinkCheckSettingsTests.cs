using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Visits;
using NewsFunctions.Core.States;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Tests.Core.States;

public sealed class LinkCheckSettingsTests
{
    [Fact]
    public void Defaults_are_valid_and_as_documented()
    {
        Bound options = Bind();

        Assert.Equal((3, TimeSpan.FromDays(3)), (options.State.StrikesToDeath, options.State.StrikeGap));
        Assert.Equal(TimeSpan.FromSeconds(20), options.Fetch.Timeout);
        Assert.Equal((10, TimeSpan.FromMilliseconds(50)), (options.Hosts.PerHost.Concurrency, options.Hosts.PerHost.Interval));
        Assert.Equal([80, 443], options.Addresses.AllowedPorts);
        Assert.Empty(options.Addresses.AllowedNetworks);
    }

    [Fact]
    public void Settings_replace_the_defaults_including_lists()
    {
        Bound options = Bind(
            ("StrikeGap", "4.00:00:00"), ("Recheck:Alive", "2.00:00:00"), ("PerHost:Interval", "00:00:01"),
            ("AllowedPorts:0", "8080"), ("AllowedNetworks:0", "127.0.0.0/8"));

        Assert.Equal(TimeSpan.FromDays(4), options.State.StrikeGap);
        Assert.Equal(TimeSpan.FromDays(2), options.State.Recheck.Alive);
        Assert.Equal(TimeSpan.FromSeconds(1), options.Hosts.PerHost.Interval);
        Assert.Equal([8080], options.Addresses.AllowedPorts);
        Assert.Equal(["127.0.0.0/8"], options.Addresses.AllowedNetworks);
    }

    [Fact]
    public void Lists_may_be_written_in_one_app_setting()
    {
        Bound options = Bind(("AllowedPorts", "80, 8080"), ("AllowedNetworks", "127.0.0.0/8,fd00::/8"));

        Assert.Equal([80, 8080], options.Addresses.AllowedPorts);
        Assert.Equal(["127.0.0.0/8", "fd00::/8"], options.Addresses.AllowedNetworks);
    }

    [Theory]
    [InlineData("StrikesToDeath", "0", "a whole number from 1 to 100")]
    [InlineData("StrikeGap", "-1.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("NoEvidenceLimit", "-1.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("Recheck:AliveMax", "6.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 7.00:00:00 to 3650.00:00:00")]
    [InlineData("Recheck:Suspect", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:01:00 to 3650.00:00:00")]
    [InlineData("Recheck:Jitter", "1.5", "a number from 0 to 1")]
    [InlineData("Timeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.1000000 to 00:00:20")]
    [InlineData("ConnectTimeout", "00:10:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:10:00")]
    [InlineData("HeadersTimeout", "00:10:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:10:00")]
    [InlineData("TlsTimeout", "00:10:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:10:00")]
    [InlineData("BodyTimeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0100000 to 00:10:00")]
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
    [InlineData("HostDeadAfter", "23:00:00", "a duration [d.]hh:mm:ss[.fff] from 1.00:00:00 to 3650.00:00:00")]
    [InlineData("HostDeadDays", "0", "a whole number from 1 to 1000")]
    [InlineData("NetworkProof", "31.00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:01:00 to 30.00:00:00")]
    [InlineData("PerHost:CircuitFailures", "0", "a whole number from 1 to 1000000")]
    [InlineData("PerHost:CircuitShare", "1.5", "a number from 0 to 1")]
    [InlineData("PerHost:CircuitWindow", "00:00:59", "a duration [d.]hh:mm:ss[.fff] from 00:01:00 to 01:00:00")]
    [InlineData("PerHost:CircuitProbeInterval", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 1.00:00:00")]
    [InlineData("PerHost:CircuitProbeAnyAfter", "00:00:59", "a duration [d.]hh:mm:ss[.fff] from 00:01:00 to 3650.00:00:00")]
    [InlineData("Timeout", "00:00:21", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.1000000 to 00:00:20")]
    [InlineData("PerHost:Lease", "00:00:02", "a duration [d.]hh:mm:ss[.fff] from 00:00:03 to 01:00:00")]
    [InlineData("PerHost:LeaseRenewal", "00:00:31", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:00:30")]
    [InlineData("PerHost:BusyDelay", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:10:00")]
    [InlineData("PerHost:Concurrency", "0", "a whole number from 1 to 1000")]
    [InlineData("PerHost:MaxInterval", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:00.0500000 to 00:10:00")]
    [InlineData("LeaseDuration", "00:01:00", "a duration [d.]hh:mm:ss[.fff] from 00:04:00 to 1.00:00:00")]
    [InlineData("MaxShardsPerSite", "0", "a whole number from 1 to 10000")]
    [InlineData("LinksWorthAVisit", "0", "a whole number from 1 to 1000000")]
    [InlineData("LongestWait", "-00:00:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 3650.00:00:00")]
    [InlineData("VantageTimeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:10:00")]
    [InlineData("VantageChecksAtOnce", "-1", "a whole number from 0 to 1000")]
    [InlineData("UserAgent", "\u00fcn", "1 to 256 printable ASCII characters")]
    public void Invalid_setting_is_rejected_with_its_key_and_valid_values(string key, string value, string legal)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Bind((key, value)));

        Assert.Contains(refused.Failures, failure =>
            failure.StartsWith($"LinkChecks:{key} is '", StringComparison.Ordinal)
            && failure.EndsWith($"; legal: {legal}.", StringComparison.Ordinal));
    }

    [Fact]
    public void Vantages_are_proxies_or_other_deployments()
    {
        Bound options = Bind(
            ("Vantages:0:Name", "oslo"), ("Vantages:0:Proxy", "http://user:secret@proxy.example:3128"),
            ("Vantages:1:Name", "west-us"), ("Vantages:1:CheckUrl", "https://other.example/api/vantage/checks"), ("Vantages:1:Key", "a"));

        Assert.Equal(["oslo", "west-us"], options.Vantages.Vantages.Select(vantage => vantage.Name));
        Assert.Equal("a", options.Vantages.Vantages[1].Key);
        Assert.True(options.State.HasVantages);
    }

    [Theory]
    [InlineData("", "http://proxy.example:3128", null, "Name must be")]
    [InlineData("a b", "http://proxy.example:3128", null, "Name must be")]
    [InlineData("oslo", null, null, "either Proxy or CheckUrl")]
    [InlineData("oslo", "http://proxy.example:3128", "https://other.example/", "either Proxy or CheckUrl")]
    [InlineData("oslo", "https://proxy.example:3128", null, "Proxy must be")]
    [InlineData("oslo", "socks5://user:secret@proxy.example", null, "Proxy must be")]
    [InlineData("oslo", "proxy.example:3128", null, "Proxy must be")]
    [InlineData("oslo", null, "http://other.example/api/vantage/checks", "CheckUrl must be")]
    [InlineData("oslo", null, "https://user:secret@other.example/api/vantage/checks", "CheckUrl must be")]
    public void Invalid_vantage_is_rejected_without_revealing_its_secrets(string name, string? proxy, string? checkUrl, string defect)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(
            () => Bind(("Vantages:0:Name", name), ("Vantages:0:Proxy", proxy ?? ""), ("Vantages:0:CheckUrl", checkUrl ?? "")));

        Assert.StartsWith($"LinkChecks:Vantages:0 cannot be used: {defect}", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Vantage_names_must_be_unique() => Assert.Contains(
        "LinkChecks:Vantages:1 cannot be used: Name must be another",
        Assert.Throws<OptionsValidationException>(() => Bind(
            ("Vantages:0:Name", "a"), ("Vantages:0:Proxy", "http://a.example:1"), ("Vantages:1:Name", "a"), ("Vantages:1:Proxy", "http://b.example:1"))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Vantages_are_not_part_of_the_rule_options() => Assert.False(Bind(("HasVantages", "true")).State.HasVantages);

    [Fact]
    public void All_errors_are_reported_at_one_startup()
    {
        using ServiceProvider services = Services(("StrikesToDeath", "0"), ("PerHost:Lease", "00:00:02"), ("AllowedPorts", "0"), ("VisitBudget", "00:30:00"));

        AggregateException refused = Assert.Throws<AggregateException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.Equal(
            ["StrikesToDeath", "PerHost:Lease", "PerHost:LeaseRenewal", "Timeout", "AllowedPorts", "VisitBudget"],
            refused.InnerExceptions.Cast<OptionsValidationException>().SelectMany(part => part.Failures).Select(failure => failure.Split(' ')[0]["LinkChecks:".Length..]));
    }

    private static Bound Bind(params (string Key, string Value)[] settings)
    {
        using ServiceProvider services = Services(settings);
        Bound options = new(Part<LinkStateOptions>(), Part<HostOptions>(), Part<FetchOptions>(), Part<AddressGuardOptions>(), Part<VantagesOptions>());
        Assert.NotNull(Part<VisitOptions>());
        Assert.NotNull(services.GetRequiredService<LinkChecker>());
        return options;

        TPart Part<TPart>()
            where TPart : class => services.GetRequiredService<IOptions<TPart>>().Value;
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"LinkChecks:{setting.Key}", (string?)setting.Value)))
            .Build();
        return new ServiceCollection().AddLogging().AddLinkChecks(configuration).AddLinkVisits(configuration).BuildServiceProvider(validateScopes: true);
    }

    private sealed record Bound(
        LinkStateOptions State, HostOptions Hosts, FetchOptions Fetch, AddressGuardOptions Addresses, VantagesOptions Vantages);
}
