using System.Text.Json.Serialization;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Core.Links;

/// <summary>One look at one link at one time, with its evidence. History is append-only.</summary>
public sealed record LinkCheck
{
    /// <summary>The version of the verdict rules. It rises with every change by which the same facts may get another verdict.</summary>
    public const int CurrentRulesVersion = 5;

    public required LinkId Link { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence: why this verdict.</summary>
    public required string Reason { get; init; }

    /// <summary>The location that the verdict is about; null when none was asked.</summary>
    public required string? Location { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Of the answer that the verdict is about, for the state of the link; null where there is none to keep, and when read from
    /// history, whose evidence has it.</summary>
    [JsonIgnore]
    public Fingerprint? Fingerprint { get; init; }

    /// <summary>The version of the rules that judged.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>When the look was taken that this judges again by its stored evidence, without a request; null for a look.</summary>
    public DateTimeOffset? RejudgementOf { get; init; }

    /// <summary>When it was judged again; null for a look, which is judged at once.</summary>
    public DateTimeOffset? RejudgedAt { get; init; }

    /// <summary>The name of the vantage that was asked through; null for this deployment's own network.</summary>
    public string? Vantage { get; init; }

    /// <summary>Set where this is no look, but a row that says what a person judged. Its verdict means nothing.</summary>
    public PersonJudgement? Judgement { get; init; }

    /// <summary>The recorded facts (every location and hop), as JSON, at most 16 KB, from which the verdict can be judged again.</summary>
    public required Evidence Evidence { get; init; }
}
