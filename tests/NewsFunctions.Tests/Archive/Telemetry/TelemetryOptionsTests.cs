using Microsoft.Extensions.Configuration;
using NewsFunctions.Archive.Telemetry;

namespace NewsFunctions.Tests.Archive.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Fact]
    public void Nothing_is_exported_without_a_setting() => Assert.False(From().IsExported);

    [Fact]
    public void Empty_settings_export_nothing() => Assert.False(From(("APPLICATIONINSIGHTS_CONNECTION_STRING", ""), ("OTEL_EXPORTER_OTLP_ENDPOINT", "")).IsExported);

    [Fact]
    public void Template_settings_name_the_user_assigned_identity()
    {
        TelemetryOptions options = From(
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=1"),
            ("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "ClientId=0a1b;Authorization=AAD"));

        Assert.Equal(("InstrumentationKey=1", true, "0a1b"), (options.AzureMonitorConnection, options.UsesIdentity, options.IdentityClientId));
        Assert.False(options.SendsOtlp);
    }

    [Fact]
    public void Authentication_without_client_id_names_the_system_identity()
    {
        TelemetryOptions options = From(("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=AAD"));

        Assert.Equal((true, null), (options.UsesIdentity, options.IdentityClientId));
    }

    [Fact]
    public void Collector_address_turns_OTLP_on() => Assert.True(From(("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")).SendsOtlp);

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4317")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "AAD")]
    public void Invalid_value_is_rejected_with_the_name_of_its_setting(string key, string value) =>
        Assert.Contains(key, Assert.Throws<InvalidOperationException>(() => From((key, value))).Message, StringComparison.Ordinal);

    private static TelemetryOptions From(params (string Key, string Value)[] settings) => TelemetryOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
