using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalFunctionsHost.Settings;

/// <summary>Holds the settings of host.json that this host applies, with the defaults of the Functions host.</summary>
internal sealed record HostJson
{
    public static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string RoutePrefix { get; init; } = "api";

    /// <summary>Limits a function's run. Null means no limit (<c>-1</c>).</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public int MaxDegreeOfParallelism { get; init; } = 8 * Environment.ProcessorCount;

    public int PoisonBlobThreshold { get; init; } = 5;

    public int BatchSize { get; init; } = 16;

    public int NewBatchThreshold { get; init; } = 8 * Environment.ProcessorCount;

    public int MaxDequeueCount { get; init; } = 5;

    public TimeSpan VisibilityTimeout { get; init; }

    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    public bool IsBase64 { get; init; } = true;

    public static HostJson Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : new HostJson();

    public static HostJson Parse(string text)
    {
        JsonNode json = JsonNode.Parse(text, documentOptions: Lenient)!;
        var defaults = new HostJson();
        (JsonNode? http, JsonNode? blobs, JsonNode? queues) = (json["extensions"]?["http"], json["extensions"]?["blobs"], json["extensions"]?["queues"]);
        int batchSize = Number(queues, "batchSize", defaults.BatchSize, 1, 32);
        string? timeout = (string?)json["functionTimeout"];
        return new HostJson
        {
            RoutePrefix = ((string?)http?["routePrefix"] ?? defaults.RoutePrefix).Trim('/'),
            FunctionTimeout = timeout is null ? defaults.FunctionTimeout : timeout == "-1" ? null : TimeSpan.Parse(timeout, CultureInfo.InvariantCulture),
            MaxDegreeOfParallelism = Number(blobs, "maxDegreeOfParallelism", defaults.MaxDegreeOfParallelism, 1, int.MaxValue),
            PoisonBlobThreshold = Number(blobs, "poisonBlobThreshold", defaults.PoisonBlobThreshold, 1, int.MaxValue),
            BatchSize = batchSize,
            NewBatchThreshold = Number(queues, "newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, int.MaxValue),
            MaxDequeueCount = Number(queues, "maxDequeueCount", defaults.MaxDequeueCount, 1, int.MaxValue),
            VisibilityTimeout = Time(queues, "visibilityTimeout", defaults.VisibilityTimeout),
            MaxPollingInterval = Time(queues, "maxPollingInterval", defaults.MaxPollingInterval),
            IsBase64 = !string.Equals((string?)queues?["messageEncoding"], "none", StringComparison.OrdinalIgnoreCase),
        };
    }

    private static int Number(JsonNode? section, string key, int missing, int least, int most) =>
        section?[key] is not { } value ? missing : (int)value is var number && number >= least && number <= most ? number
            : throw new LocalHostException($"host.json: {key} is {number}, and must be between {least} and {most}.");

    private static TimeSpan Time(JsonNode? section, string key, TimeSpan missing) =>
        section?[key] is { } value ? TimeSpan.Parse((string)value!, CultureInfo.InvariantCulture) : missing;
}
