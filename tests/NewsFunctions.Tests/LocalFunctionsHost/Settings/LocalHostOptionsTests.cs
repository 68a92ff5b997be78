using LocalFunctionsHost.Settings;

namespace NewsFunctions.Tests.LocalFunctionsHost.Settings;

public sealed class LocalHostOptionsTests
{
    [Fact]
    public void Settings_are_read_and_absent_ones_have_defaults()
    {
        LocalHostOptions options = From(("LocalHost:Port", "8123"), ("LocalHost:Data", "data"), ("LocalHost:GracePeriod", "00:00:03"));
        Assert.Equal((8123, "data", TimeSpan.FromSeconds(3), 1, false), (options.Port, options.Data, options.GracePeriod, options.Workers, options.RequireKeys));
        Assert.Null(From().Port);
    }

    [Fact]
    public void Functions_host_setting_gives_the_number_of_workers()
    {
        Assert.Equal(3, From(("FUNCTIONS_WORKER_PROCESS_COUNT", "3")).Workers);
        Assert.Equal(2, From(("FUNCTIONS_WORKER_PROCESS_COUNT", "3"), ("LocalHost:Workers", "2")).Workers);
    }

    [Theory]
    [InlineData("LocalHost:Workers", "0", "LocalHost:Workers")]
    [InlineData("LocalHost:Workers", "11", "LocalHost:Workers")]
    [InlineData("LocalHost:Port", "many", "LocalHost:Port")]
    [InlineData("Embedded:Port", "7071", "LocalHost:Port")]
    [InlineData("Embedded:Data", "x", "LocalHost:Data")]
    public void Wrong_or_renamed_setting_is_an_error_with_the_right_name(string key, string value, string named)
    {
        Exception error = Assert.ThrowsAny<Exception>(() => From((key, value)));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    private static LocalHostOptions From(params (string Key, string Value)[] settings) =>
        LocalHostOptions.From("app", settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value));
}
