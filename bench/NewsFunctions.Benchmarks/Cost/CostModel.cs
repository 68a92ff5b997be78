namespace NewsFunctions.Benchmarks.Cost;

/// <summary>One line of a table: so much of something, ours as counted and the obvious design's as modelled.</summary>
/// <param name="Key">Of the price.</param>
internal sealed record CostLine(string Key, double Ours, double Obvious)
{
    public double OursCost(CostPrices prices) => prices.Of(Key, Ours);

    public double ObviousCost(CostPrices prices) => prices.Of(Key, Obvious);
}

/// <summary>Scales what was measured to a million, and says what the obvious design would need for the same.</summary>
/// <remarks>The obvious design: a function ingests each dump with an upsert for each row and no ledger; a timer checks every link each month,
/// one at a time, and writes link and history with an operation each. HTTP and storage calls are instrumented automatically, as the
/// templates do it.</remarks>
internal static class CostModel
{
    public const double Million = 1_000_000;

    /// <summary>The memory of an instance, infra/app/functions.bicep.</summary>
    public const double InstanceGigabytes = 2;

    /// <summary>Links that an article of the run mentions. Its own page, which our ingest registers besides, is left out of the model.</summary>
    public const double LinksOfArticle = 4;

    /// <summary>Seconds of a check in the obvious design: one request to an ordinary server, and two storage operations.</summary>
    public const double ObviousSecondsOfCheck = 0.25;

    /// <summary>Seconds of an ingest in the obvious design, its operations one after another.</summary>
    public const double ObviousSecondsOfArticle = 0.1;

    /// <summary>Bytes of one automatic dependency span in Azure Monitor.</summary>
    public const double ObviousBytesOfSpan = 1_000;

    public static IReadOnlyList<CostLine> Articles(CostMeasurement measured)
    {
        CostCounts counts = measured.Articles;

        // The article, and of each link its row and the reference.
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

    /// <summary>What the telemetry costs against everything else.</summary>
    public static double TelemetryShare(IReadOnlyList<CostLine> lines, CostPrices prices)
    {
        double telemetry = lines.Single(line => line.Key == "telemetryBytes").OursCost(prices);
        return telemetry / (lines.Sum(line => line.OursCost(prices)) - telemetry);
    }

    private static double Scale(CostCounts counts, double count) => count / counts.Items * Million;
}
