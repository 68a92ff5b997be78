namespace NewsFunctions.Benchmarks.Cost;

/// <summary>One line of a cost table: our measured quantity beside the modelled quantity of the obvious design.</summary>
/// <param name="Key">The key of the price in docs/prices.json.</param>
internal sealed record CostLine(string Key, double Ours, double Obvious)
{
    public double OursCost(CostPrices prices) => prices.Of(Key, Ours);

    public double ObviousCost(CostPrices prices) => prices.Of(Key, Obvious);
}

/// <summary>Scales the measured counts to a million items and models what the obvious design would need for the same
/// work.</summary>
/// <remarks>In the obvious design, a function ingests each dump with one upsert per row and no ledger. A timer checks
/// every link once a month, one at a time, and writes the link and its history with one operation each. HTTP and
/// storage calls are instrumented automatically, as in the project templates.</remarks>
internal static class CostModel
{
    public const double Million = 1_000_000;

    /// <summary>The memory of one instance, as set in infra/app/functions.bicep.</summary>
    public const double InstanceGigabytes = 2;

    /// <summary>The links that an article mentions. Our ingest also registers the article's own page; the model leaves
    /// it out.</summary>
    public const double LinksOfArticle = 4;

    /// <summary>The duration of a check in the obvious design: one request to an ordinary server and two storage
    /// operations.</summary>
    public const double ObviousSecondsOfCheck = 0.25;

    /// <summary>The duration of an ingest in the obvious design, which runs its operations one after another.</summary>
    public const double ObviousSecondsOfArticle = 0.1;

    /// <summary>The size of one automatic dependency span in Azure Monitor.</summary>
    public const double ObviousBytesOfSpan = 1_000;

    public static IReadOnlyList<CostLine> Articles(CostMeasurement measured)
    {
        CostCounts counts = measured.Articles;

        // One row for the article; for each link, its row and the reference.
        const double upserts = 1 + (2 * LinksOfArticle);
        return
        [
            new("tableOperations", Scale(counts, counts.TableOperations), upserts * Million),
            new("blobReads", Scale(counts, counts.BlobOperations), Million),
            new("blobWrites", Million, Million),
            new("events", Million, Million),
            new("queueOperations", Scale(counts, counts.QueueOperations), 0),
            new("executions", Scale(counts, counts.Executions), Million),
            new("gigabyteSeconds", InstanceGigabytes * Scale(counts, counts.ActiveSeconds), InstanceGigabytes * ObviousSecondsOfArticle * Million),
            new("telemetryBytes", Scale(counts, counts.TelemetryBytes), (upserts + 2) * ObviousBytesOfSpan * Million),
        ];
    }

    public static IReadOnlyList<CostLine> Checks(CostMeasurement measured)
    {
        CostCounts counts = measured.Checks;
        return
        [
            new("tableOperations", Scale(counts, counts.TableOperations), 2 * Million),
            new("blobReads", Scale(counts, counts.BlobOperations), 0),
            new("queueOperations", Scale(counts, counts.QueueOperations), 0),
            new("executions", Scale(counts, counts.Executions), 1),
            new("gigabyteSeconds", InstanceGigabytes * Scale(counts, counts.ActiveSeconds), InstanceGigabytes * ObviousSecondsOfCheck * Million),
            new("telemetryBytes", Scale(counts, counts.TelemetryBytes), 3 * ObviousBytesOfSpan * Million),
        ];
    }

    /// <summary>Returns the cost of telemetry divided by the cost of everything else.</summary>
    public static double TelemetryShare(IReadOnlyList<CostLine> lines, CostPrices prices)
    {
        double telemetry = lines.Single(line => line.Key == "telemetryBytes").OursCost(prices);
        return telemetry / (lines.Sum(line => line.OursCost(prices)) - telemetry);
    }

    private static double Scale(CostCounts counts, double count) => count / counts.Items * Million;
}
