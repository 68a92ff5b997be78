using System.Globalization;
using System.Text;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>Writes the tables of docs/cost.md between their markers.</summary>
internal static class CostPage
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Replaces the text between the markers and keeps the rest.</summary>
    /// <exception cref="InvalidDataException">A marker is missing.</exception>
    public static string Update(string page, CostPrices prices, CostMeasurement measured)
    {
        IReadOnlyList<CostLine> articles = CostModel.Articles(measured);
        IReadOnlyList<CostLine> checks = CostModel.Checks(measured);
        page = Replace(page, "articles", Table(articles, prices));
        page = Replace(page, "checks", Table(checks, prices));
        page = Replace(page, "telemetry", Telemetry(checks, articles, prices, measured));
        return Replace(page, "prices", Prices(prices));
    }

    private static string Table(IReadOnlyList<CostLine> lines, CostPrices prices)
    {
        StringBuilder table = new("| what | ours, counted | cost | the obvious design, modelled | cost |\n|---|---:|---:|---:|---:|\n");
        foreach (CostLine line in lines)
        {
            table.Append(Culture, $"| {Name(line.Key)} | {Amount(line.Key, line.Ours)} | {Money(line.OursCost(prices))} | {Amount(line.Key, line.Obvious)} | {Money(line.ObviousCost(prices))} |\n");
        }

        return table
            .Append(Culture, $"| **all** | | **{Money(lines.Sum(line => line.OursCost(prices)))}** | | **{Money(lines.Sum(line => line.ObviousCost(prices)))}** |\n")
            .ToString();
    }

    private static string Telemetry(IReadOnlyList<CostLine> checks, IReadOnlyList<CostLine> articles, CostPrices prices, CostMeasurement measured) => new StringBuilder()
        .Append("| for a million | bytes to Azure Monitor | bytes as OTLP | cost against everything else | target |\n|---|---:|---:|---:|---|\n")
        .Append(Culture, $"| checks | {Bytes(checks)} | {Otlp(measured.Checks)} | {CostModel.TelemetryShare(checks, prices):P1} | at most 25 % |\n")
        .Append(Culture, $"| articles, a dump each | {Bytes(articles)} | {Otlp(measured.Articles)} | {CostModel.TelemetryShare(articles, prices):P1} | |\n\n")
        .Append(Culture, $"Measured on {measured.Date:yyyy-MM-dd} at commit {measured.Commit}: {measured.Articles.Items:N0} dumps of an article each, then {measured.Checks.Items:N0} checks.\n")
        .ToString();

    private static string Prices(CostPrices prices)
    {
        StringBuilder table = new($"Region {prices.Region}, {prices.Currency}.\n\n| what | price | for | looked up | source |\n|---|---:|---|---|---|\n");
        foreach (Price price in prices.Prices)
        {
            string confirmed = price.Confirmed ? "" : " (**not confirmed**)";
            table.Append(Culture, $"| {price.What} | {price.Figure:0.######} | {price.Unit} | {price.Date:yyyy-MM-dd} | {price.Source}{confirmed} |\n");
        }

        return table.ToString();
    }

    private static string Bytes(IReadOnlyList<CostLine> lines) => Amount("telemetryBytes", lines.Single(line => line.Key == "telemetryBytes").Ours);

    private static string Otlp(CostCounts counts) => Amount("telemetryBytes", counts.OtlpBytes / (double)counts.Items * CostModel.Million);

    private static string Name(string key) => key switch
    {
        "tableOperations" => "table operations",
        "blobReads" => "blob reads",
        "blobWrites" => "blob writes (the uploads)",
        "events" => "upload events",
        "queueOperations" => "queue operations",
        "executions" => "executions",
        "gigabyteSeconds" => "GB-s",
        "telemetryBytes" => "telemetry",
        _ => throw new InvalidDataException($"There is no name for '{key}'."),
    };

    private static string Amount(string key, double amount) => key == "telemetryBytes"
        ? string.Create(Culture, $"{amount / 1_000_000:N1} MB")
        : amount.ToString("N0", Culture);

    private static string Money(double amount) => string.Create(Culture, $"${amount:N2}");

    private static string Replace(string page, string name, string content)
    {
        string begin = $"<!-- {name} -->\n";
        string end = $"<!-- end of {name} -->";
        int start = page.IndexOf(begin, StringComparison.Ordinal);
        int stop = page.IndexOf(end, StringComparison.Ordinal);
        return start >= 0 && stop > start
            ? $"{page[..(start + begin.Length)]}{content}{page[stop..]}"
            : throw new InvalidDataException($"docs/cost.md lacks the markers <!-- {name} --> and <!-- end of {name} -->.");
    }
}
