using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Links;
using NewsFunctions.Core.States;

namespace NewsFunctions.Archive.Exports.Rows;

/// <summary>Describes verdicts for readers who do not know their names.</summary>
internal static class VerdictWords
{
    /// <summary>Returns a person's judgement, else the death of the whole host, else the last verdict.</summary>
    public static string Of(Link link) => link switch
    {
        { Judgement: { Given: var given } } => JudgementWords.Of(given).TrimEnd('.'),
        { HostDead: { } death } => $"Its host {death.Host} is dead",
        { Verdict: { } verdict } => Of(verdict),
        _ => "Not checked yet",
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Alive => "Alive",
        Verdict.Drifted => "Answers with other content than before",
        Verdict.Moved => "Moved to another address",
        Verdict.Gone => "The server says that it is gone (404 or 410)",
        Verdict.SoftNotFound => "Answers with a page that means not found",
        Verdict.Placeholder => "Answers with a placeholder",
        Verdict.WrongType => "Answers with something of another type",
        Verdict.Truncated => "The file is cut off",
        Verdict.Empty => "Answers with nothing",
        Verdict.Blocked => "The server refuses access",
        Verdict.ServerError => "The server answers with an error",
        Verdict.Timeout => "No answer in time",
        Verdict.DnsFailure => "The host name does not resolve",
        Verdict.TlsFailure => "No secure connection (TLS)",
        Verdict.ConnectionFailure => "No connection",
        Verdict.HostOutage => "Not asked: the host is down",
        Verdict.Refused => "Not asked: the address is not allowed here",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "not a verdict"),
    };
}
