using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>Holds the result of fetching one location: the chain of requests and the failure that ended it, if any.</summary>
public sealed record LocationFacts
{
    /// <summary>The URL from the site profile or the dump.</summary>
    public required string Location { get; init; }

    /// <summary>The requests made, including redirects. It is empty if nothing was sent.</summary>
    public required IReadOnlyList<HopFacts> Hops { get; init; }

    /// <summary>The number of hops between the first and the last that were left out to keep the evidence within its limit.</summary>
    public int HopsLeftOut { get; init; }

    /// <summary>The failure. It is null if the chain ended with a complete answer.</summary>
    public FailureFacts? Failure { get; init; }

    /// <summary>The host's not-found baseline for pages. It is null for media, and if unknown.</summary>
    public BaselineFacts? Probe { get; init; }

    /// <summary>Set if the host is known to return these bytes for several links; otherwise null.</summary>
    public SharedFacts? SharedBytes { get; init; }

    /// <summary>Set if redirects of several links are known to end at the same URL; otherwise null.</summary>
    public SharedFacts? SharedUrl { get; init; }

    /// <summary>The HEAD response that preceded the GET because it was not conclusive.</summary>
    public HopFacts? Head { get; init; }

    /// <summary>Says that no request was sent: <see cref="LinkFacts.Before"/> is the last seen answer, judged by what was learned since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Remembered { get; init; }

    /// <summary>The answer at the end of the chain. It is null if the last request got none.</summary>
    [JsonIgnore]
    public ResponseFacts? Final => Hops.Count == 0 ? null : Hops[^1].Response;
}
