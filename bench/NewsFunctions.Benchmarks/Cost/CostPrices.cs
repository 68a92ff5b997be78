using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>The file docs/prices.json.</summary>
internal sealed record CostPrices(string Currency, string Region, IReadOnlyList<Price> Prices)
{
    /// <summary>A price that was looked up longer ago may be another one by now.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(365);

    public static CostPrices Parse(string json) =>
        JsonSerializer.Deserialize(json, CostJson.Default.CostPrices) ?? throw new InvalidDataException("docs/prices.json is empty.");

    /// <summary>What so much of something costs.</summary>
    public double Of(string key, double quantity)
    {
        Price price = this[key];
        return quantity / price.Per * price.Figure;
    }

    public Price this[string key] =>
        Prices.SingleOrDefault(price => price.Key == key) ?? throw new InvalidDataException($"docs/prices.json has no price '{key}'.");

    /// <summary>Names prices that must be looked up again.</summary>
    public IReadOnlyList<string> Warnings(DateOnly today) =>
    [
        .. Prices.Where(price => today.DayNumber - price.Date.DayNumber > MaxAge.TotalDays)
            .Select(price => $"docs/prices.json: the price '{price.Key}' is of {price.Date:yyyy-MM-dd}, more than a year old. Look it up again: {price.Source}"),
    ];
}

/// <summary>One price.</summary>
/// <param name="Figure">For <paramref name="Per"/> of the thing.</param>
/// <param name="Unit"><paramref name="Per"/> in words.</param>
/// <param name="Date">When it was looked up.</param>
/// <param name="Confirmed">Whether a source that could be opened says so.</param>
internal sealed record Price(string Key, string What, double Figure, string Unit, double Per, DateOnly Date, string Source, bool Confirmed);

/// <summary>The file bench/data/cost.json: what a run of the real product did and told a collector.</summary>
/// <param name="Articles">An ingest of so many dumps, an article each.</param>
/// <param name="Checks">Checks of so many links of one host at the default pace.</param>
internal sealed record CostMeasurement(string Commit, DateOnly Date, CostCounts Articles, CostCounts Checks)
{
    public static CostMeasurement Parse(string json) =>
        JsonSerializer.Deserialize(json, CostJson.Default.CostMeasurement) ?? throw new InvalidDataException("bench/data/cost.json is empty.");
}

/// <summary>What one run counted.</summary>
/// <param name="Items">Articles or checks.</param>
/// <param name="QueueOperations">Of the archive, and three for each message that the host receives.</param>
/// <param name="Executions">Runs of functions.</param>
/// <param name="ActiveSeconds">During which at least one function ran: what Flex Consumption bills of an instance.</param>
/// <param name="TelemetryBytes">The JSON that went to Azure Monitor for this work, before compression.</param>
/// <param name="OtlpBytes">The same work as OTLP, protobuf.</param>
internal sealed record CostCounts(
    long Items, long TableOperations, long BlobOperations, long QueueOperations, long Executions, double ActiveSeconds, long TelemetryBytes, long OtlpBytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CostPrices))]
[JsonSerializable(typeof(CostMeasurement))]
internal sealed partial class CostJson : JsonSerializerContext;
