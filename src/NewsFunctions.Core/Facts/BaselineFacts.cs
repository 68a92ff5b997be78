using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds a host's not-found baseline: its answer to a path that cannot exist. It is fetched at most once a day for each kind of
/// link.</summary>
public sealed record BaselineFacts
{
    public required DateTimeOffset At { get; init; }

    public required int Status { get; init; }

    /// <summary>The URL of the answer, after redirects.</summary>
    public required string Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Redirected { get; init; }

    public string? SniffedType { get; init; }

    /// <summary>The hash, as in <see cref="ResponseFacts.BodySha256"/>.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The size, as in <see cref="ResponseFacts.TotalSize"/>.</summary>
    public long? Size { get; init; }

    public PageFacts? Page { get; init; }

    /// <summary>Says that the page names the requested URL as its canonical address although the page cannot exist. Its canonical addresses
    /// prove nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EchoesAddress { get; init; }

    /// <summary>Says whether the host answers missing pages with a 2xx status (soft 404).</summary>
    internal bool IsSoft => Status is >= 200 and < 300;
}
