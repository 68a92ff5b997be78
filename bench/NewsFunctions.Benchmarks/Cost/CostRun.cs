using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>Runs <c>news run</c> with telemetry on and counts its operations from that telemetry: first an ingest
/// without checks, then checks without an ingest. Then it writes the tables of docs/cost.md.</summary>
internal static class CostRun
{
    private const int Dumps = 1_000;
    private const int ImagesOfArticle = 2;
    private const string Site = "bench";

    // The host can receive up to 32 messages at a time, but an idle queue is polled for each one.
    private const int HostOperationsOfMessage = 3;

    private static readonly DateOnly FirstDay = new(2016, 3, 1);

    /// <param name="root">The root of the checkout.</param>
    /// <param name="commit">The commit being measured.</param>
    /// <param name="news">The path of the <c>news</c> program.</param>
    public static async Task<int> RunAsync(string root, string commit, string news)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("news-cost-");
        try
        {
            string dumps = folder.CreateSubdirectory("dumps").FullName;
            for (int number = 0; number < Dumps; number++)
            {
                await File.WriteAllTextAsync(Path.Combine(dumps, FormattableString.Invariant($"{number:D4}.txt")), Dump(number));
            }

            await using TelemetryStandIn standIn = await TelemetryStandIn.StartAsync();
            CostCounts articles = await MeasureAsync(news, folder, standIn, checks: false);
            CostCounts checks = await MeasureAsync(news, folder, standIn, checks: true);
            var measured = new CostMeasurement(commit, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime), articles, checks);
            await File.WriteAllTextAsync(MeasurementFile(root), JsonSerializer.Serialize(measured, CostJson.Default.CostMeasurement) + "\n");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return WriteTables(root);
    }

    /// <summary>Writes the tables from the existing measurement and prices.</summary>
    public static int WriteTables(string root)
    {
        var prices = CostPrices.Parse(File.ReadAllText(Path.Combine(root, "docs", "prices.json")));
        var measured = CostMeasurement.Parse(File.ReadAllText(MeasurementFile(root)));
        foreach (string warning in prices.Warnings(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)))
        {
            Console.Error.WriteLine(warning);
        }

        string page = Path.Combine(root, "docs", "cost.md");
        File.WriteAllText(page, CostPage.Update(File.ReadAllText(page), prices, measured));
        Console.WriteLine($"Wrote {page}");
        return 0;
    }

    private static string MeasurementFile(string root) => Path.Combine(root, "bench", "data", "cost.json");

    /// <summary>Runs everything twice: once for Azure Monitor, whose JSON can be counted, and once for the size of
    /// OTLP.</summary>
    private static async Task<CostCounts> MeasureAsync(string news, DirectoryInfo folder, TelemetryStandIn standIn, bool checks)
    {
        string monitored = Path.Combine(folder.FullName, "monitored");
        string collected = Path.Combine(folder.FullName, "collected");
        standIn.Reset();
        long items = await NewsRun.RunAsync(news, folder, monitored, checks ? standIn.Address : null, checks,
        [
            ("APPLICATIONINSIGHTS_CONNECTION_STRING", $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={standIn.Address}"),
            ("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true"),
        ]);
        TelemetryCounts counts = TelemetryCounts.Of(standIn.Envelopes);
        await NewsRun.RunAsync(news, folder, collected, checks ? standIn.Address : null, checks,
        [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", standIn.Address.ToString()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
        ]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(checks ? "Checks" : "Articles")}: {items}; {counts.Tables} table, {counts.Blobs} blob, {counts.Queues} queue operations; {counts.Runs} runs, {counts.Messages} of messages, active {counts.ActiveSeconds:F1} s; {counts.Bytes} bytes of work, {counts.MetricBytes} of metrics"));
        return new CostCounts(
            items,
            counts.Tables,
            counts.Blobs,
            counts.Queues + (HostOperationsOfMessage * counts.Messages),
            counts.Runs,
            Math.Round(counts.ActiveSeconds, 1),
            counts.Bytes,
            standIn.OtlpBytes);
    }

    /// <summary>Writes an article that has two images and a related article for each.</summary>
    private static string Dump(int number)
    {
        DateOnly day = FirstDay.AddDays(number % 28);
        var items = new List<string>();
        for (int image = 0; image < ImagesOfArticle; image++)
        {
            int id = (number * ImagesOfArticle) + image + 1;
            items.Add(string.Create(
                CultureInfo.InvariantCulture,
                $$"""{"id":"{{900_000 + id}}","sort":"{{id}}","contenttypeid":"21","pic":"/{{day:yyyy/MM/dd}}/{{id}}.jpg","title":"Picture {{id}} of an invented article"}"""));
        }

        string list = $"[{string.Join(" ,", items)} ]";
        return string.Create(CultureInfo.InvariantCulture, $"""
            Invented Article {number}
            Invented Article {number}

            {day:ddd MMM dd, yyyy} 09:05:00
            {Paragraphs(number)}
            string({Encoding.UTF8.GetByteCount(list)}) "{list}"

            """);
    }

    private static string Paragraphs(int number) => string.Join(
        '\n', Enumerable.Range(1, 8).Select(paragraph => $"Paragraph {paragraph} of article {number} says what nobody said before, at the length that paragraphs of news have. It goes on for a second sentence, and then it ends."));

    private static class NewsRun
    {
        private static readonly TimeSpan Bound = TimeSpan.FromMinutes(15);

        /// <returns>The number of articles ingested or links checked.</returns>
        public static async Task<long> RunAsync(
            string news, DirectoryInfo folder, string data, Uri? media, bool checks, IEnumerable<(string Name, string Value)> telemetry)
        {
            ProcessStartInfo start = new(news, ["run", Path.Combine(folder.FullName, "dumps"), "--once", "--json", "--site", Site, "--data", data])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
            };
            IEnumerable<(string, string)> site = media is null
                ? [($"Sites__{Site}__TimeZone", "Etc/UTC")]
                :
                [
                    ($"Sites__{Site}__TimeZone", "Etc/UTC"),
                    ($"Sites__{Site}__MediaUrls__0", $"{media}media{{pic}}"),
                    ("LinkChecks__AllowedNetworks__0", "127.0.0.0/8"),
                    ("LinkChecks__AllowedPorts__0", media.Port.ToString(CultureInfo.InvariantCulture)),
                    ("Rescue__Enabled", "false"),
                ];
            foreach ((string name, string value) in site.Concat(telemetry))
            {
                start.Environment[name] = value;
            }

            using Process process = Process.Start(start)!;
            using var bound = new CancellationTokenSource(Bound, TimeProvider.System);
            await using CancellationTokenRegistration end = bound.Token.Register(() => process.Kill(entireProcessTree: true));
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"news run ended with exit code {process.ExitCode}.");
            }

            using var summary = JsonDocument.Parse(output);
            return checks ? summary.RootElement.GetProperty("checks").GetInt64() : summary.RootElement.GetProperty("articles").GetInt64();
        }
    }
}
