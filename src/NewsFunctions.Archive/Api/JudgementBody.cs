using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>Holds the body of <c>POST /api/links/{site}/{linkId}/judgement</c>.</summary>
public sealed record JudgementBody
{
    internal const int MaxReasonLength = 1000;

    /// <summary>The judgement: <c>alive</c>, <c>dead</c>, or <c>ignore</c> for a link that nobody needs.</summary>
    public JudgementKind? Says { get; init; }

    /// <summary>The reason, in at most 1,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>The time when the judgement expires. Without it, the judgement stands until somebody removes it.</summary>
    public DateTimeOffset? Until { get; init; }

    internal bool TryRead(DateTimeOffset now, [NotNullWhen(false)] out Problem? problem)
    {
        var errors = new RequestErrors();
        if (Says is null or JudgementKind.None)
        {
            errors.Add("says", "'says' is alive, dead or ignore. DELETE takes a judgement back.");
        }

        if (ReasonError(Reason) is { } error)
        {
            errors.Add("reason", error);
        }

        if (Until <= now)
        {
            errors.Add("until", "'until' has passed. Give a future time, such as 2027-05-01T00:00:00Z, or leave it out.");
        }

        problem = errors.Problem;
        return problem is null;
    }

    /// <summary>Returns what is wrong with a reason; null if nothing is.</summary>
    internal static string? ReasonError(string? reason) => reason?.Length > MaxReasonLength
        ? $"A reason has at most {MaxReasonLength} characters."
        : null;
}
