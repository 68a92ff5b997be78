using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Describes one check of a link with its evidence, or a person's judgement of it.</summary>
public sealed record LinkCheckResponse
{
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>The verdict of the check; null for a judgement by a person.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>One sentence: the reason for the verdict, or the judgement and its author.</summary>
    public required string Reason { get; init; }

    /// <summary>The URL of the verdict; null if none was requested. For a refused link, this is the dump's text and must not be followed.</summary>
    public required string? Location { get; init; }

    public required double DurationMilliseconds { get; init; }

    /// <summary>The version of the rules that judged.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>The time of the original check that this entry judges again without a request; null for an original check.</summary>
    public required DateTimeOffset? RejudgementOf { get; init; }

    /// <summary>The time when it was judged again; null for an original check.</summary>
    public required DateTimeOffset? RejudgedAt { get; init; }

    /// <summary>The vantage that made the requests; null for the archive's own network.</summary>
    public required string? Vantage { get; init; }

    /// <summary>Set if this is not a check but a person's judgement.</summary>
    public required JudgementResponse? Judgement { get; init; }

    /// <summary>The recorded facts of every location and hop.</summary>
    public required JsonElement Evidence { get; init; }

    public static LinkCheckResponse From(LinkCheck check) => new()
    {
        CheckedAt = check.CheckedAt,
        Verdict = check.Judgement is null ? check.Verdict : null,
        Reason = check.Reason,
        Location = check.Location,
        DurationMilliseconds = Math.Round(check.Duration.TotalMilliseconds, 3),
        RulesVersion = check.RulesVersion,
        RejudgementOf = check.RejudgementOf,
        RejudgedAt = check.RejudgedAt,
        Vantage = check.Vantage,
        Judgement = check.Judgement is { } judgement ? JudgementResponse.From(judgement) : null,
        Evidence = check.Evidence.ToJson(),
    };
}
