using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Holds one check of a link, without its evidence.</summary>
public sealed record CheckRow
{
    public required string Site { get; init; }

    public required string LinkId { get; init; }

    public required LinkKind Kind { get; init; }

    public required DateTimeOffset CheckedAt { get; init; }

    /// <summary>Gets the verdict of the check; null for a judgement by a person.</summary>
    public required Verdict? Verdict { get; init; }

    public required string Reason { get; init; }

    public required string? Location { get; init; }

    public required double DurationMilliseconds { get; init; }

    public required int RulesVersion { get; init; }

    public required string? Vantage { get; init; }

    public required DateTimeOffset? RejudgementOf { get; init; }

    public required DateTimeOffset? RejudgedAt { get; init; }

    /// <summary>Gets a person's judgement; null for a check.</summary>
    public required JudgementKind? Judgement { get; init; }

    public required string? JudgedBy { get; init; }

    public required DateTimeOffset? JudgedUntil { get; init; }

    internal static CheckRow From(string site, LinkCheck check) => new()
    {
        Site = site,
        LinkId = check.Link.Value,
        Kind = check.Link.Kind,
        CheckedAt = check.CheckedAt,
        Verdict = check.Judgement is null ? check.Verdict : null,
        Reason = check.Reason,
        Location = check.Location,
        DurationMilliseconds = Math.Round(check.Duration.TotalMilliseconds, 3),
        RulesVersion = check.RulesVersion,
        Vantage = check.Vantage,
        RejudgementOf = check.RejudgementOf,
        RejudgedAt = check.RejudgedAt,
        Judgement = check.Judgement?.Says,
        JudgedBy = check.Judgement?.By,
        JudgedUntil = check.Judgement?.Until,
    };
}
