using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using NewsFunctions.Archive.Operations;

namespace NewsFunctions.Tests.Infra;

public sealed partial class MonitoringTemplateTests
{
    [Fact]
    public async Task Only_identities_may_send_telemetry()
    {
        Deployment deployment = await Deployment.WithDefaultsAsync();

        Assert.True((bool)deployment.One("Microsoft.Insights/components")["properties"]!["DisableLocalAuth"]!);
        Assert.True((bool)deployment.One("Microsoft.OperationalInsights/workspaces")["properties"]!["features"]!["disableLocalAuth"]!);
        Assert.EndsWith(";Authorization=AAD", Literals(deployment.AppSettings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_have_a_daily_cap() => Assert.Equal(
        0.2,
        (double)(await Deployment.WithDefaultsAsync()).One("Microsoft.OperationalInsights/workspaces")["properties"]!["workspaceCapping"]!["dailyQuotaGb"]!);

    [Fact]
    public async Task Dead_lettered_events_raise_an_alert()
    {
        Deployment deployment = await Deployment.WithEverythingAsync();
        JsonNode alert = deployment.One("Microsoft.Insights/metricAlerts")["properties"]!;

        Assert.Equal("DeadLetteredCount", (string?)alert["criteria"]!["allOf"]![0]!["metricName"]);
        Assert.EndsWith((string)deployment.One("Microsoft.EventGrid/systemTopics")["name"]!, (string)Assert.Single(alert["scopes"]!.AsArray())!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reaching_the_log_cap_raises_an_alert() =>
        Assert.Contains("OverQuota", (string?)(await CriterionAsync("log-cap-reached"))["query"], StringComparison.Ordinal);

    [Fact]
    public async Task Missing_measurements_raise_an_alert()
    {
        JsonNode criterion = await CriterionAsync("not-measured");

        Assert.Equal(("Count", "LessThan", 1), ((string?)criterion["timeAggregation"], (string?)criterion["operator"], (int)criterion["threshold"]!));
        Assert.StartsWith(Prefix().Match((string)criterion["query"]!).Groups[1].Value, LoggedMeasurement(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Abandoned_work_raises_an_alert()
    {
        string query = (string)(await CriterionAsync("work-given-up"))["query"]!;

        Assert.StartsWith(Prefix().Match(query).Groups[1].Value, LoggedMeasurement(), StringComparison.Ordinal);
        Assert.Equal(["7", "3"], Extract().Matches(query).Select(extract => Regex.Match(LoggedMeasurement(), extract.Groups[1].Value).Groups[1].Value));
    }

    [Fact]
    public async Task Alerts_go_to_the_given_address()
    {
        Deployment deployment = await Deployment.WithEverythingAsync();
        JsonNode group = deployment.One("Microsoft.Insights/actionGroups");
        string metricGroup = (string)deployment.One("Microsoft.Insights/metricAlerts")["properties"]!["actions"]![0]!["actionGroupId"]!;
        IEnumerable<string> queryGroups = deployment.All("Microsoft.Insights/scheduledQueryRules")
            .Select(rule => (string)Assert.Single(rule["properties"]!["actions"]!["actionGroups"]!.AsArray())!);

        Assert.Equal(Deployment.AlertEmail, (string?)group["properties"]!["emailReceivers"]![0]!["emailAddress"]);
        Assert.All([metricGroup, .. queryGroups], id => Assert.Equal((string?)group["id"], id));
    }

    [Fact]
    public async Task Budget_warnings_go_to_the_given_address()
    {
        JsonNode budget = (await Deployment.WithEverythingAsync()).One("Microsoft.Consumption/budgets")["properties"]!;

        Assert.Equal(25, (int)budget["amount"]!);
        Assert.All(budget["notifications"]!.AsObject(), notification => Assert.Equal(Deployment.AlertEmail, (string?)Assert.Single(notification.Value!["contactEmails"]!.AsArray())));
    }

    private static async Task<JsonNode> CriterionAsync(string rule) =>
        (await Deployment.WithEverythingAsync()).One("Microsoft.Insights/scheduledQueryRules", rule)["properties"]!["criteria"]!["allOf"]![0]!;

    /// <summary>Makes the log line of a measurement with 7 messages in poison queues and 3 failed dumps.</summary>
    private static string LoggedMeasurement() => Placeholder().Replace(
        typeof(Measuring).GetNestedType("Log", BindingFlags.NonPublic)!.GetMethod("Measured")!.GetCustomAttribute<LoggerMessageAttribute>()!.Message,
        match => match.Value switch
        {
            "{Poison}" => "7",
            "{FailedDumps}" => "3",
            _ => "0",
        });

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("startswith \"([^\"]+)\"")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"extract\(@""([^""]+)""")]
    private static partial Regex Extract();

    /// <summary>Returns the literal at the end of a format expression such as
    /// <c>[format('ClientId={0};Authorization=AAD', ...)]</c>.</summary>
    private static string Literals(string expression) => expression.Split('\'')[1];
}
