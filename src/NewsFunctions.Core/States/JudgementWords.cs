using System.Globalization;
using NewsFunctions.Core.Links;

namespace NewsFunctions.Core.States;

/// <summary>Describes a person's judgement in one sentence.</summary>
public static class JudgementWords
{
    /// <summary>Returns the judgement, its author and its reason: <c>Judged dead by ada until 1 May 2027: the picture is another one.</c></summary>
    public static string Of(PersonJudgement judgement)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        string by = judgement.By is { } who ? $" by {who}" : "";
        string until = judgement.Until is { } end ? $" until {Minute(end)}" : "";
        string why = judgement.Reason is { } reason ? $": {reason.TrimEnd('.')}" : "";
        return judgement.Says switch
        {
            JudgementKind.Alive => $"Judged alive{by}{until}{why}.",
            JudgementKind.Dead => $"Judged dead{by}{until}{why}.",
            JudgementKind.Ignore => $"Ignored{by}{until}{why}.",
            _ => judgement.By is null ? "The judgement expired." : $"The judgement was taken back{by}{why}.",
        };
    }

    /// <summary>Returns what the checks say apart from the judgement.</summary>
    internal static string Checks(Link own, IReadOnlyList<LinkCheck> recent) => own.LastChecked is null
        ? "It was never checked."
        : $"The checks say {own.State}: {Lowered(StateReason.Explain(own, recent))}";

    private static string Minute(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Lowered(string sentence) => $"{char.ToLowerInvariant(sentence[0])}{sentence[1..]}";
}
