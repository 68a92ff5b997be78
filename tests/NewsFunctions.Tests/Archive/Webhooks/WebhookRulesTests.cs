using System.Net;
using System.Text;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Composition;
using NewsFunctions.Archive.Webhooks;

namespace NewsFunctions.Tests.Archive.Webhooks;

public sealed class WebhookRulesTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData(200, "Taken")]
    [InlineData(204, "Taken")]
    [InlineData(302, "Later")]
    [InlineData(400, "Never")]
    [InlineData(401, "Never")]
    [InlineData(410, "Never")]
    [InlineData(408, "Later")]
    [InlineData(425, "Later")]
    [InlineData(429, "Later")]
    [InlineData(500, "Later")]
    [InlineData(503, "Later")]
    public void Response_of_the_receiver_decides_whether_to_retry(int status, string answer) =>
        Assert.Equal(answer, WebhookRules.Judge((HttpStatusCode)status).ToString());

    [Fact]
    public void Delays_grow_to_about_a_day_and_then_stop()
    {
        TimeSpan[] delays = [.. Enumerable.Range(1, 20).Select(attempt => WebhookRules.NextDelay(attempt, null)).OfType<TimeSpan>()];

        Assert.Equal(delays.Order().Distinct(), delays);
        Assert.InRange(delays.Aggregate(TimeSpan.Zero, (sum, delay) => sum + delay), TimeSpan.FromHours(22), TimeSpan.FromHours(26));
        Assert.Null(WebhookRules.NextDelay(delays.Length + 1, null));
        Assert.Null(WebhookRules.NextDelay(delays.Length + 1, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Retry_After_of_a_receiver_is_honoured_up_to_a_limit()
    {
        Assert.Equal(TimeSpan.FromMinutes(7), WebhookRules.NextDelay(1, TimeSpan.FromMinutes(7)));
        Assert.Equal(WebhookRules.NextDelay(4, null), WebhookRules.NextDelay(4, TimeSpan.FromSeconds(1)));
        Assert.Equal(WebhookRules.NextDelay(4, null), WebhookRules.NextDelay(4, TimeSpan.FromSeconds(-90)));
        Assert.Equal(TimeSpan.FromDays(1), WebhookRules.NextDelay(1, TimeSpan.FromDays(400)));
    }

    /// <summary>The expected signature was computed with Python's hmac.</summary>
    [Fact]
    public void The_signature_is_the_HMAC_of_id_timestamp_and_body()
    {
        Assert.True(WebhookSignature.TryReadSecret(Secret, out byte[]? secret));

        Assert.Equal(
            "v1,h2MZTr//00Fa91xAZ9pICM2xd7lGAZ4UIwqQiHEYukQ=",
            WebhookSignature.Of(secret, "example:1:dead:p1", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}""")));
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("", "", true)]
    [InlineData("https://receiver.example/hook?x=1", Secret, true)]
    [InlineData("http://10.0.0.7:8080/hook", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("https://receiver.example/hook", null, false)]
    [InlineData("https://receiver.example/hook", "too short", false)]
    [InlineData("https://receiver.example/hook", "c2hvcnQ=", false)]
    [InlineData("receiver.example/hook", Secret, false)]
    [InlineData("ftp://receiver.example/hook", Secret, false)]
    [InlineData("https://user:password@receiver.example/hook", Secret, false)]
    public void Receiver_needs_a_valid_URL_and_a_secret(string? url, string? secret, bool isLegal)
    {
        ValidateOptionsResult result = new WebhookOptionsValidator().Validate(null, new WebhookOptions { Url = url, Secret = secret });

        Assert.Equal(isLegal, result.Succeeded);
        Assert.All(result.Failures ?? [], failure => Assert.StartsWith("Webhook:", failure, StringComparison.Ordinal));
    }
}
