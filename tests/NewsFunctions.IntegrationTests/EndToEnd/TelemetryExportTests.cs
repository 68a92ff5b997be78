using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Core.Ledger;

namespace NewsFunctions.IntegrationTests.EndToEnd;

public sealed class TelemetryExportTests(AzuriteFixture azurite)
{
    private const string Secret = "a-key-in-a-url";

    // What the collector received, by signal. Names and texts appear in the protobuf messages as plain bytes.
    private readonly ConcurrentDictionary<string, string> _received = new(StringComparer.Ordinal);

    [Fact]
    public async Task Collector_gets_all_signals_while_the_console_log_stays()
    {
        string account = azurite.NewAccount();
        await using TestSite collector = await TestSite.StartAsync();
        Collect(collector, "traces", "metrics", "logs");
        int port = FreePort();
        using AppProcess app = AppProcess.Start(
            account,
            account,
            ("LocalHost__Port", port.ToString(CultureInfo.InvariantCulture)),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_BSP_SCHEDULE_DELAY", "100"),
            ("OTEL_BLRP_SCHEDULE_DELAY", "100"),
            ("OTEL_METRIC_EXPORT_INTERVAL", "500"));
        var view = new ArchiveView(account);
        await view.UploadAsync("lighthouse.txt", InventedNews.Dump(articles: 1));
        await view.LedgerAsync("lighthouse.txt", DumpStatus.Ingested);
        await CallAsync(port);

        await ReceivedAsync("traces", "ingest", "call", "GetHealth");
        await ReceivedAsync("metrics", "newsfunctions.articles", "newsfunctions.storage.operations");
        await ReceivedAsync("logs", "Dump lighthouse.txt: Ingested, 1 articles, 3 links.");
        await Eventually.GetAsync("the console has the log", () =>
            Task.FromResult(app.Log.Contains("Dump lighthouse.txt: Ingested, 1 articles, 3 links.", StringComparison.Ordinal) ? app.Log : null));
        Assert.All(_received.Values, sent => Assert.DoesNotContain(Secret, sent, StringComparison.Ordinal));
    }

    private static async Task CallAsync(int port)
    {
        using var http = new HttpClient();
        var url = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/health?key={Secret}"));
        using HttpResponseMessage answer = await http.GetAsync(url, ArchiveView.Token);

        // The health endpoint takes no parameters.
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Collect(TestSite collector, params string[] signals)
    {
        foreach (string signal in signals)
        {
            collector.Answer($"/v1/{signal}", async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _received.AddOrUpdate(signal, _ => Encoding.Latin1.GetString(body.ToArray()), (_, before) => before + Encoding.Latin1.GetString(body.ToArray()));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.StatusCode = StatusCodes.Status200OK;
            });
        }
    }

    private Task<string> ReceivedAsync(string signal, params string[] texts) => Eventually.GetAsync($"{signal} have {string.Join(", ", texts)}", () =>
        Task.FromResult(_received.TryGetValue(signal, out string? sent) && texts.All(text => sent.Contains(text, StringComparison.Ordinal)) ? sent : null));
}
