using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Operations;

namespace NewsFunctions.Tests.Archive.Operations;

public sealed class MaintenanceTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    [InlineData("True", true)]
    public void Setting_enables_maintenance(string? value, bool isOn) => Assert.Equal(isOn, Maintenance.Read(Settings(value)));

    [Fact]
    public void Value_that_is_neither_true_nor_false_is_rejected_by_name()
    {
        OptionsValidationException failure = Assert.Throws<OptionsValidationException>(() => Maintenance.Read(Settings("on")));

        Assert.Equal("'Maintenance' is 'on'. Legal: true or false.", failure.Message);
    }

    private static IConfiguration Settings(string? value) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [Maintenance.Key] = value }).Build();
}
