using System.Text.Json;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Demo.Scenario;

/// <summary>Counts what the demo archive holds.</summary>
public sealed record DemoSummary
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public required IReadOnlyList<string> Sites { get; init; }

    public required long Dumps { get; init; }

    public required long Articles { get; init; }

    public required long Links { get; init; }

    public required IReadOnlyDictionary<LinkState, long> ByState { get; init; }

    /// <summary>Counts the simulated checks. Histories keep fewer.</summary>
    public required long Checks { get; init; }

    /// <summary>Counts the events of links that died.</summary>
    public required long Deaths { get; init; }

    /// <summary>Counts the events of links that came back.</summary>
    public required long Revivals { get; init; }

    /// <summary>Counts the links that are dead because their host is.</summary>
    public required long DeadWithHost { get; init; }

    /// <summary>Counts the dying links with a memento.</summary>
    public required long Mementos { get; init; }

    /// <summary>Counts the links with a capture.</summary>
    public required long Captures { get; init; }

    public required IReadOnlyList<string> Hosts { get; init; }

    public required IReadOnlyList<string> DeadHosts { get; init; }
}
