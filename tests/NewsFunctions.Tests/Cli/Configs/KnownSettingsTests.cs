using NewsFunctions.Cli.Configs;

namespace NewsFunctions.Tests.Cli.Configs;

public sealed class KnownSettingsTests
{
    [Theory]
    [InlineData("LinkChecks:StrikesToDeath")]
    [InlineData("LinkChecks:PerHost:Interval")]
    [InlineData("LinkChecks:Timeout")]
    [InlineData("LinkChecks:VisitBudget")]
    [InlineData("linkchecks:allowednetworks:0")]
    [InlineData("LinkChecks:Vantages:0:Proxy")]
    [InlineData("Sites:mysite:MediaUrls:0")]
    [InlineData("Sites:mysite:Aliases:old.example")]
    [InlineData("Captures:Sites:0")]
    [InlineData("Rescue:TimeGates:0")]
    [InlineData("Access:Keys:Write:editor")]
    [InlineData("Webhook:Url")]
    [InlineData("DefaultSite")]
    public void Setting_in_use_is_known(string key) => Assert.True(KnownSettings.IsOurs(key) && KnownSettings.Exists(key));

    [Theory]
    [InlineData("LinkChecks:StrikesToDeth")]
    [InlineData("LinkChecks:PerHost:Intervall")]
    [InlineData("LinkChecks:HasVantages")]
    [InlineData("Sites:mysite:MediaUrl:0")]
    [InlineData("Captures:Enabled:0")]
    [InlineData("Capture:Enabled")]
    [InlineData("Retention:Checks")]
    public void Setting_that_nothing_reads_does_not_exist(string key) => Assert.False(KnownSettings.Exists(key));

    [Theory]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("Logging:LogLevel:Default")]
    public void Setting_of_the_host_is_not_reported(string key) => Assert.True(KnownSettings.Exists(key));
}
