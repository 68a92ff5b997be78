using System.Diagnostics.CodeAnalysis;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Archive.Api;

/// <summary>The body of <c>POST /api/links/{site}/{linkId}/judgement</c>.</summary>
public sealed record JudgementBody
{
    internal const int MaxReasonLength = 1000;

    /// <summary>What the link is: <c>alive</c>, <c>dead</c>, or nothing that anybody needs (<c>ignore</c>).</summary>
    public JudgementKind? Says { get; init; }

    /// <summary>Why, in at most 1,000 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>When it ends by itself; without it, when somebody takes it back.</summary>
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
            errors.Add("until", "'until' has passed. Give a time to come, such as 2027-05-01T00:00:00Z, or none.");
        }

        problem = errors.Problem;
        return problem is null;
    }

    /// <summary>Says what is wrong with a reason; null: nothing.</summary>
    internal static string? ReasonError(string? reason) => reason?.Length > MaxReasonLength
        ? $"A reason has at most {MaxReasonLength} characters."
        : null;
}
