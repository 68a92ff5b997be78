using System.Text.Json.Serialization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>Records one check of a link at one time, with its evidence. History is append-only.</summary>
public sealed record LinkCheck
{
    /// <summary>The version of the verdict rules. It increases with every change that can alter the verdict of the same facts.</summary>
    public const int CurrentRulesVersion = 5;

    public required LinkId Link { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence that explains the verdict.</summary>
    public required string Reason { get; init; }

    /// <summary>The location that the verdict is about. It is null if none was requested.</summary>
    public required string? Location { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The fingerprint of the judged answer, for the link's state. It is null if there is none to keep, and when read from the history,
    /// where it is in the evidence.</summary>
    [JsonIgnore]
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>The version of the rules that produced the verdict.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>The time of the original check if this row rejudges its stored evidence without a request. It is null for an original
    /// check.</summary>
    public DateTimeOffset? RejudgementOf { get; init; }

    /// <summary>The time of the rejudgement. It is null for an original check, which is judged immediately.</summary>
    public DateTimeOffset? RejudgedAt { get; init; }

    /// <summary>The name of the vantage used for the requests. It is null for this deployment's own network.</summary>
    public string? Vantage { get; init; }

    /// <summary>Set if this row is a person's judgement instead of a check. Its verdict then has no meaning.</summary>
    public PersonJudgement? Judgement { get; init; }

    /// <summary>The recorded facts of every location and hop as JSON, at most 16 KB. The verdict can be judged again from them.</summary>
    public required Evidence Evidence { get; init; }
}
