using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Webhooks;
using NewsFunctions.Core.Events;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.IntegrationTests.Storage;
using NewsFunctions.Storage.Connection;
using NewsFunctions.Storage.Queues;

namespace NewsFunctions.IntegrationTests.Webhooks;

public sealed class WebhookTests(AzuriteFixture azurite)
{
    private const string Secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly ArchiveEvent Dead = new()
    {
        Site = "example",
        At = Made.Noon,
        What = EventWhat.Dead,
        Subject = Made.Image(1).Id.Value,
        Kind = LinkKind.Image,
        Path = "/2016/03/07/ميناء.jpg",
        Title = "<b>Harbour</b>",
        Verdict = Verdict.Gone,
        Reason = "Status 404.",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_event_is_posted_once_and_signed()
    {
        await using TestSite receiver = await TestSite.StartAsync();
        await using Archive archive = await ArchiveAsync(receiver);
        List<(string Id, string Timestamp, string Signature, byte[] Body)> seen = [];
        receiver.Answer("/hook", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            seen.Add((Header(context, "webhook-id"), Header(context, "webhook-timestamp"), Header(context, "webhook-signature"), body.ToArray()));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        });
        await archive.Events.AddAsync([Dead], Token);

        // Published twice, as by a visit that was killed after it had sent the message.
        await archive.Events.AddAsync([Dead], Token);
        IReadOnlyList<WebhookMessage> messages = await ReceiveAsync(archive);
        Assert.Equal(2, messages.Count);
        foreach (WebhookMessage message in messages)
        {
            await DeliverAsync(archive, message);
        }

        (string id, string timestamp, string signature, byte[] posted) = Assert.Single(seen);
        Assert.Equal(Dead.Id, id);
        Assert.Equal(archive.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), timestamp);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{id}.{timestamp}."), .. posted];
        Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret), signed))}", signature);
        JsonElement json = JsonDocument.Parse(posted).RootElement;
        Assert.Equal((Dead.Id, "dead", Dead.Path, Dead.Title), (json.GetProperty("id").GetString(), json.GetProperty("what").GetString(), json.GetProperty("path").GetString(), json.GetProperty("title").GetString()));
        Assert.Equal(0, await WaitingAsync(archive));
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(302)]
    public async Task Rejected_webhook_is_retried_later(int status)
    {
        await using TestSite receiver = await TestSite.StartAsync();
        await using Archive archive = await ArchiveAsync(receiver);
        int redirected = 0;
        receiver.Answer("/elsewhere", context =>
        {
            redirected++;
            return Task.CompletedTask;
        });
        receiver.Answer("/hook", context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "120";
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await archive.Events.AddAsync([Dead], Token);
        WebhookMessage message = Assert.Single(await ReceiveAsync(archive));

        await DeliverAsync(archive, message);

        // The message waits and is not visible yet. No redirect was followed.
        Assert.Equal(1, await WaitingAsync(archive));
        Assert.Empty(await ReceiveAsync(archive));
        Assert.Equal(0, redirected);
        receiver.Answer("/hook", HttpStatusCode.OK);
        await DeliverAsync(archive, message with { Attempt = 2 });
        Assert.True((await archive.Events.FindAsync(message, Token))!.IsDelivered);
    }

    [Fact]
    public async Task Unanswered_webhook_is_repeated_and_given_up_after_a_day()
    {
        await using Archive archive = await ArchiveAsync(receiver: null);
        await archive.Events.AddAsync([Dead], Token);
        WebhookMessage message = Assert.Single(await ReceiveAsync(archive));

        await DeliverAsync(archive, message);
        Assert.Equal(1, await WaitingAsync(archive));
        await DeliverAsync(archive, message with { Attempt = 100 });

        Assert.Equal(1, await WaitingAsync(archive));
        Assert.False((await archive.Events.FindAsync(message, Token))!.IsDelivered);
    }

    [Fact]
    public async Task Permanently_rejected_webhook_is_given_up_at_once()
    {
        await using TestSite receiver = await TestSite.StartAsync();
        await using Archive archive = await ArchiveAsync(receiver);
        receiver.Answer("/hook", HttpStatusCode.BadRequest);
        await archive.Events.AddAsync([Dead], Token);

        await DeliverAsync(archive, Assert.Single(await ReceiveAsync(archive)));

        Assert.Equal(0, await WaitingAsync(archive));
        Assert.Equal(1, receiver.Requests);
    }

    [Fact]
    public async Task Without_a_receiver_nothing_is_sent()
    {
        await using Archive archive = await Archive.CreateAsync(azurite);

        await archive.Events.AddAsync([Dead], Token);

        Assert.Equal(0, await WaitingAsync(archive));
    }

    private Task<Archive> ArchiveAsync(TestSite? receiver) => Archive.CreateAsync(
        azurite,
        settings: [new("Webhook:Url", $"{receiver?.Url ?? "http://127.0.0.1:1"}/hook"), new("Webhook:Secret", Secret)]);

    private static string Header(HttpContext context, string name) => Assert.Single(context.Request.Headers[name])!;

    private static Task DeliverAsync(Archive archive, WebhookMessage message) => archive.Get<WebhookDelivery>().DeliverAsync(message, Token);

    private static QueueClient Queue(Archive archive) => new(
        archive.Connection,
        ArchiveNames.WebhooksQueue,
        new QueueClientOptions(QueueClientOptions.ServiceVersion.V2026_06_06) { MessageEncoding = QueueMessageEncoding.Base64 });

    private static async Task<int> WaitingAsync(Archive archive) => (await Queue(archive).GetPropertiesAsync(Token)).Value.ApproximateMessagesCount;

    private static async Task<IReadOnlyList<WebhookMessage>> ReceiveAsync(Archive archive)
    {
        List<WebhookMessage> received = [];
        QueueMessage[] messages = await Queue(archive).ReceiveMessagesAsync(32, cancellationToken: Token);
        foreach (QueueMessage message in messages)
        {
            received.Add(message.Body.ToObjectFromJson<WebhookMessage>()!);
            await Queue(archive).DeleteMessageAsync(message.MessageId, message.PopReceipt, Token);
        }

        return received;
    }
}
