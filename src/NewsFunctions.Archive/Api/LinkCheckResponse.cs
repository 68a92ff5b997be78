using System.Text.Json;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>One check of a link, with its evidence; or what a person judged of it.</summary>
public sealed record LinkCheckResponse
{
    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>The verdict of the check; null for a judgement by a person.</summary>
    public required Verdict? Verdict { get; init; }

    /// <summary>One sentence: why this verdict, or what was judged by whom.</summary>
    public required string Reason { get; init; }

    /// <summary>The URL that the verdict is about; null when none was asked. Of a refused link what its dump wrote, not to be followed.</summary>
    public required string? Location { get; init; }

    public required double DurationMilliseconds { get; init; }

    /// <summary>The version of the rules that judged.</summary>
    public required int RulesVersion { get; init; }

    /// <summary>When the look was taken that this judges again without a request; null for a look.</summary>
    public required DateTimeOffset? RejudgementOf { get; init; }

    /// <summary>When it was judged again; null for a look.</summary>
    public required DateTimeOffset? RejudgedAt { get; init; }

    /// <summary>The vantage that was asked through; null for the archive's own network.</summary>
    public required string? Vantage { get; init; }

    /// <summary>Set where this is no check, but what a person judged.</summary>
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
