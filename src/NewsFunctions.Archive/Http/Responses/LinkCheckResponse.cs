using System.Text.Json;
using NewsFunctions.Links;

namespace NewsFunctions.Http.Responses;

/// <summary>One check of a link, with its evidence.</summary>
public sealed record LinkCheckResponse
{
    public required DateTimeOffset CheckedAt { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>One sentence: why this verdict.</summary>
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

    /// <summary>The recorded facts of every location and hop.</summary>
    public required JsonElement Evidence { get; init; }

    public static LinkCheckResponse From(LinkCheck check) => new()
    {
        CheckedAt = check.CheckedAt,
        Verdict = check.Verdict,
        Reason = check.Reason,
        Location = check.Location,
        DurationMilliseconds = Math.Round(check.Duration.TotalMilliseconds, 3),
        RulesVersion = check.RulesVersion,
        RejudgementOf = check.RejudgementOf,
        RejudgedAt = check.RejudgedAt,
        Vantage = check.Vantage,
        Evidence = check.Evidence.ToJson(),
    };
}
