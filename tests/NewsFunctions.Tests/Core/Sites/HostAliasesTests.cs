using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.Sites;

namespace NewsFunctions.Tests.Core.Sites;

public sealed class HostAliasesTests
{
    private static readonly string[] Own = ["https://old.example/a/1.jpg?x=1", "https://mirror.example/1.jpg"];

    [Fact]
    public void New_hosts_are_tried_after_the_given_locations() => Assert.Equal(
        [
            "https://old.example/a/1.jpg?x=1",
            "https://mirror.example/1.jpg",
            "https://new.example/a/1.jpg?x=1",
            "https://newer.example:8443/a/1.jpg?x=1",
        ],
        Aliases(("OLD.example", "new.example, newer.example:8443")).Order(Own, found: null));

    [Theory]
    [InlineData("https://new.example/a/1.jpg?x=1", "https://new.example/a/1.jpg?x=1")]
    [InlineData("https://mirror.example/1.jpg", "https://mirror.example/1.jpg")]
    [InlineData("https://old.example/a/1.jpg?x=1", "https://old.example/a/1.jpg?x=1")]
    [InlineData("https://gone.example/1.jpg", "https://old.example/a/1.jpg?x=1")]
    [InlineData(null, "https://old.example/a/1.jpg?x=1")]
    public void Known_location_is_tried_first_and_every_location_once(string? found, string first)
    {
        IReadOnlyList<string> order = Aliases(("old.example", "new.example")).Order(Own, found);

        Assert.Equal(first, order[0]);
        Assert.Equal(3, order.Distinct().Count());
        Assert.Equal(3, order.Count);
    }

    [Fact]
    public void A_port_is_part_of_a_host() => Assert.Equal(
        ["http://old.example:8080/1", "http://old.example/1", "http://new.example/1"],
        Aliases(("old.example:8080", "new.example"), ("other.example", "no.example")).Order(["http://old.example:8080/1", "http://old.example/1"], null));

    [Theory]
    [InlineData("old.example", "")]
    [InlineData("old.example", " , ")]
    [InlineData("old.example", "https://new.example")]
    [InlineData("old.example", "new.example/path")]
    [InlineData("old.example", "user@new.example")]
    [InlineData("old example", "new.example")]
    public void Malformed_host_alias_is_rejected(string old, string hosts) =>
        Assert.False(HostAliases.TryParse(new Dictionary<string, string> { [old] = hosts }, out _));

    [Fact]
    public void Site_aliases_from_settings_apply_to_URLs_in_dumps()
    {
        SiteProfiles sites = Sites(
            ("Sites:asite:MediaUrls:0", "http://old.example:8080/{pic}"),
            ("Sites:asite:Aliases:old.example:8080", "new.example"),
            ("Sites:asite:Aliases:www.old.example", "www.new.example,cdn.new.example"));

        Assert.Equal(["http://old.example:8080/a.jpg", "http://new.example/a.jpg"], sites.Locations(Media("/a.jpg")));
        Assert.Equal(
            ["https://www.old.example/b.jpg", "https://www.new.example/b.jpg", "https://cdn.new.example/b.jpg"],
            sites.Locations(Media("https://www.old.example/b.jpg")));
        Assert.Equal(
            "http://new.example/a.jpg",
            sites.Locations(Media("/a.jpg") with { State = LinkState.Alive, Location = "http://new.example/a.jpg" })[0]);
        Assert.Equal(
            "http://old.example:8080/a.jpg",
            sites.Locations(Media("/a.jpg") with { State = LinkState.Suspect, Location = "http://new.example/a.jpg" })[0]);
    }

    [Fact]
    public void Invalid_alias_fails_startup_and_names_its_key()
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(
            () => Sites(("Sites:asite:Aliases:old.example", "https://new.example/")));

        Assert.Contains("Sites:asite:Aliases", refused.Message, StringComparison.Ordinal);
    }

    private static HostAliases Aliases(params (string Old, string New)[] settings)
    {
        Assert.True(HostAliases.TryParse(settings.ToDictionary(one => one.Old, one => one.New), out HostAliases? aliases));
        return aliases;
    }

    private static SiteProfiles Sites(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        using ServiceProvider services = new ServiceCollection().AddSites(configuration).BuildServiceProvider();
        return services.GetRequiredService<SiteProfiles>();
    }

    private static Link Media(string path) => new() { Site = "asite", Id = LinkId.ForMedia(LinkKind.Image, path), Path = path };
}
