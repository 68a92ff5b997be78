using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsFunctions.Benchmarks.Cost;

/// <summary>The file docs/prices.json.</summary>
internal sealed record CostPrices(string Currency, string Region, IReadOnlyList<Price> Prices)
{
    /// <summary>Prices older than this may have changed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(365);

    public static CostPrices Parse(string json) =>
        JsonSerializer.Deserialize(json, CostJson.Default.CostPrices) ?? throw new InvalidDataException("docs/prices.json is empty.");

    /// <summary>Returns the cost of a quantity.</summary>
    public double Of(string key, double quantity)
    {
        Price price = this[key];
        return quantity / price.Per * price.Figure;
    }

    public Price this[string key] =>
        Prices.SingleOrDefault(price => price.Key == key) ?? throw new InvalidDataException($"docs/prices.json has no price '{key}'.");

    /// <summary>Returns a warning for each price that must be looked up again.</summary>
    public IReadOnlyList<string> Warnings(DateOnly today) =>
    [
        .. Prices.Where(price => today.DayNumber - price.Date.DayNumber > MaxAge.TotalDays)
            .Select(price => $"docs/prices.json: the price '{price.Key}' is of {price.Date:yyyy-MM-dd}, more than a year old. Look it up again: {price.Source}"),
    ];
}

/// <summary>One price from docs/prices.json.</summary>
/// <param name="Figure">The price of <paramref name="Per"/> units.</param>
/// <param name="Unit">The quantity <paramref name="Per"/> in words.</param>
/// <param name="Date">When the price was looked up.</param>
/// <param name="Confirmed">Whether the price was read at a source that could be opened.</param>
internal sealed record Price(string Key, string What, double Figure, string Unit, double Per, DateOnly Date, string Source, bool Confirmed);

/// <summary>The file bench/data/cost.json: counts from the telemetry of a real run.</summary>
/// <param name="Articles">Counts of an ingest of one-article dumps.</param>
/// <param name="Checks">Counts of link checks on a single host at the default pace.</param>
internal sealed record CostMeasurement(string Commit, DateOnly Date, CostCounts Articles, CostCounts Checks)
{
    public static CostMeasurement Parse(string json) =>
        JsonSerializer.Deserialize(json, CostJson.Default.CostMeasurement) ?? throw new InvalidDataException("bench/data/cost.json is empty.");
}

/// <summary>Holds what was counted in one run.</summary>
/// <param name="Items">The number of articles or checks.</param>
/// <param name="QueueOperations">The archive's operations, plus three for each message that the host receives.</param>
/// <param name="Executions">The number of function executions.</param>
/// <param name="ActiveSeconds">The time in which at least one function ran. Flex Consumption bills an instance for this
/// time.</param>
/// <param name="TelemetryBytes">The size of the JSON sent to Azure Monitor for this work, before compression.</param>
/// <param name="OtlpBytes">The size of the same telemetry as OTLP protobuf.</param>
internal sealed record CostCounts(
    long Items, long TableOperations, long BlobOperations, long QueueOperations, long Executions, double ActiveSeconds, long TelemetryBytes, long OtlpBytes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(CostPrices))]
[JsonSerializable(typeof(CostMeasurement))]
internal sealed partial class CostJson : JsonSerializerContext;
