using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Links.WebArchives;

namespace NewsFunctions.Tests.Links.WebArchives;

public sealed class RescueOptionsTests
{
    [Fact]
    public void Defaults_are_valid_and_as_documented()
    {
        RescueOptions options = Bound();

        Assert.True(options.Enabled);
        Assert.Empty(options.TimeGates);
        Assert.Equal((TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5)), (options.CdxInterval, options.AvailabilityInterval));
        Assert.Equal((TimeSpan.FromDays(1), TimeSpan.FromDays(30), TimeSpan.FromDays(90)), (options.NoAnswer, options.NoAnswerMax, options.NotArchived));
    }

    [Fact]
    public void Time_gates_may_be_written_in_one_app_setting_or_in_several()
    {
        Assert.Equal(["https://one.example.org/", "https://two.example.org/"], Bound(("TimeGates", "https://one.example.org/, https://two.example.org/")).TimeGates);
        Assert.Equal(["https://one.example.org/"], Bound(("TimeGates:0", "https://one.example.org/")).TimeGates);
    }

    [Theory]
    [InlineData("CdxUrl", "ftp://web.archive.org/", "an absolute http or https URL, or empty for none")]
    [InlineData("ReplayUrl", "", "an absolute http or https URL")]
    [InlineData("TimeGates:0", "timegate", "an absolute http or https URL")]
    [InlineData("CdxInterval", "-00:00:01", "a duration [d.]hh:mm:ss[.fff] from 00:00:00 to 00:10:00")]
    [InlineData("RefusalsToLeaveAlone", "0", "a whole number from 1 to 100")]
    [InlineData("NoAnswerMax", "12:00:00", "a duration [d.]hh:mm:ss[.fff] from 1.00:00:00 to 3650.00:00:00")]
    [InlineData("AnswerBytes", "0", "a whole number from 1024 to 67108864")]
    [InlineData("Budget", "01:00:00", "a duration [d.]hh:mm:ss[.fff] from 00:00:01 to 00:20:00")]
    public void Invalid_setting_is_rejected_with_its_key_and_valid_values(string key, string value, string legal)
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Bound((key, value)));

        Assert.Contains($"Rescue:{key} is '{value}'; legal: {legal}.", refused.Failures);
    }

    [Fact]
    public void Rescue_without_a_web_archive_must_be_disabled()
    {
        OptionsValidationException refused = Assert.Throws<OptionsValidationException>(() => Bound(("CdxUrl", ""), ("AvailabilityUrl", "")));

        Assert.StartsWith("Rescue:Enabled is 'True'; legal: false", Assert.Single(refused.Failures), StringComparison.Ordinal);
        Assert.False(Bound(("CdxUrl", ""), ("AvailabilityUrl", ""), ("Enabled", "false")).Enabled);
    }

    private static RescueOptions Bound(params (string Key, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Rescue:{setting.Key}", (string?)setting.Value)))
            .Build();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging().AddLinkChecks(configuration).AddRescue(configuration).BuildServiceProvider(validateScopes: true);
        RescueOptions options = services.GetRequiredService<IOptions<RescueOptions>>().Value;
        Assert.NotNull(services.GetRequiredService<RescueLookup>());
        return options;
    }
}
