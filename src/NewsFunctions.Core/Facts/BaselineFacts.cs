using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>What a host answered to a path that cannot exist, asked at most once a day for each kind of link.</summary>
public sealed record BaselineFacts
{
    public required DateTimeOffset At { get; init; }

    public required int Status { get; init; }

    /// <summary>The URL that gave the answer, redirects followed.</summary>
    public required string Url { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Redirected { get; init; }

    public string? SniffedType { get; init; }

    /// <summary>The same as <see cref="ResponseFacts.BodySha256"/>.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The same as <see cref="ResponseFacts.TotalSize"/>.</summary>
    public long? Size { get; init; }

    public PageFacts? Page { get; init; }

    /// <summary>The page says that its own address is the one that was asked for, although nothing is there: its word for an id is worth nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool EchoesAddress { get; init; }

    /// <summary>The host says 200 to what it does not have.</summary>
    internal bool IsSoft => Status is >= 200 and < 300;
}
