using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Core.Captures;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Captures;

namespace NewsFunctions.Tests.Links.Captures;

public sealed class CaptureOptionsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Captures_are_off_by_default()
    {
        CaptureOptions options = Bound();

        Assert.False(options.Enabled);
        Assert.Equal(50_000_000, options.MaxBytes);
        Assert.Equal(["image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4"], options.Types);
    }

    [Fact]
    public void Types_may_be_written_in_one_app_setting_or_in_several()
    {
        Assert.Equal(["image/png", "image/gif"], Bound(("Types", "image/png, image/gif")).Types);
        Assert.Equal(["image/png"], Bound(("Types:0", "image/png")).Types);
    }

    [Fact]
    public void Captures_are_on_for_the_named_sites_only()
    {
        CaptureOptions named = Bound(("Enabled", "true"), ("Sites", "herald, payam"));

        Assert.True(named.IsOnFor("payam"));
        Assert.False(named.IsOnFor("bayan"));
        Assert.True(Bound(("Enabled", "true")).IsOnFor("bayan"));
        Assert.False(Bound(("Sites", "herald")).IsOnFor("herald"));
    }

    [Theory]
    [InlineData("MaxBytes", "0", "a whole number from 1 to 10000000000")]
    [InlineData("Types", "text/html", "one or more of image/jpeg, image/png, image/gif, image/webp, video/mp4")]
    [InlineData("Timeout", "00:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:20:00")]
    [InlineData("Budget", "01:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:20:00")]
    public void Invalid_setting_is_rejected_with_its_key_and_valid_values(string key, string value, string legal)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Bound((key, value)));

        Assert.Equal([$"Captures:{key} is '{value}'; legal: {legal}."], refused.Failures);
    }

    [Fact]
    public void Failed_capture_is_retried_after_the_next_check()
    {
        LinkId id = LinkId.ForMedia(LinkKind.Image, "/a.jpg");
        var link = new Link { Site = "example", Id = id, Path = "/a.jpg", State = LinkState.Alive, LastChecked = Noon };
        Link failed = link with { Capture = new LinkCapture { TriedAt = Noon.AddMinutes(1) } };

        Assert.True(CaptureRules.IsWanted(link));
        Assert.False(CaptureRules.IsWanted(failed));
        Assert.True(CaptureRules.IsWanted(failed with { LastChecked = Noon.AddDays(7) }));
        Assert.False(CaptureRules.IsWanted(link with { State = LinkState.Suspect }));
        Assert.False(CaptureRules.IsWanted(link with { Id = LinkId.Parse("p1") }));
    }

    private static CaptureOptions Bound(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Captures:{setting.Key}", (string?)setting.Value)))
            .Build();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddLinkChecks(configuration).AddCaptures(configuration).BuildServiceProvider(validateScopes: true);
        CaptureOptions options = services.GetRequiredService<IOptions<CaptureOptions>>().Value;
        Assert.NotNull(services.GetRequiredService<MediaDownload>());
        return options;
    }
}
