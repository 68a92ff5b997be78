using System.Text.Json.Serialization;

namespace NewsFunctions.Core.Facts;

/// <summary>What asking for one location brought: the chain of requests, and what ended it early, if anything did.</summary>
public sealed record LocationFacts
{
    /// <summary>The URL as the site profile or the dump gave it.</summary>
    public required string Location { get; init; }

    /// <summary>The requests made, redirects followed; empty where nothing was sent.</summary>
    public required IReadOnlyList<HopFacts> Hops { get; init; }

    /// <summary>Hops between the first and the last that were left out to keep the evidence within its limit.</summary>
    public int HopsLeftOut { get; init; }

    /// <summary>Null where the chain ended with a complete answer.</summary>
    public FailureFacts? Failure { get; init; }

    /// <summary>What the host answers to an article that cannot exist; null for media, and where it is not known.</summary>
    public BaselineFacts? Probe { get; init; }

    /// <summary>The bytes are known to be given for several links; null where they are not.</summary>
    public SharedFacts? SharedBytes { get; init; }

    /// <summary>Redirects of several links are known to end where this one ended; null where they are not.</summary>
    public SharedFacts? SharedUrl { get; init; }

    /// <summary>What HEAD had answered before GET was asked, because it did not settle the matter.</summary>
    public HopFacts? Head { get; init; }

    /// <summary>Nothing was asked: <see cref="LinkFacts.Before"/> is what was seen the last time, and is judged by what was learned since.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Remembered { get; init; }

    /// <summary>The answer at the end of the chain; null where the last request brought none.</summary>
    [JsonIgnore]
    public ResponseFacts? Final => Hops.Count == 0 ? null : Hops[^1].Response;
}
