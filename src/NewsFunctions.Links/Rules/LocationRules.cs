using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;

namespace NewsFunctions.Links.Rules;

/// <summary>Judges one location: by its failure, else by its status, else by its content.</summary>
internal static class LocationRules
{
    public static Judgement Judge(LinkKind kind, LocationFacts facts, LinkFacts link)
    {
        (Verdict verdict, string reason) = Decide(kind, facts, link);
        return new Judgement { Verdict = verdict, Reason = reason, Location = facts.Location };
    }

    private static (Verdict Verdict, string Reason) Decide(LinkKind kind, LocationFacts facts, LinkFacts link)
    {
        if (facts.Remembered)
        {
            return Shared(kind, facts) ?? (Verdict.Alive, "Not asked; nothing is known against the last seen answer.");
        }

        if (kind == LinkKind.Page && PageRules.OfRefreshing(facts, link.Expected) is { } article)
        {
            return article;
        }

        // An error status is evidence even if the body never ended.
        bool statusTells = facts.Final is { Status: >= 400 } && facts.Failure is null or { Stage: FailureStage.Body };
        if (facts.Failure is { } failure && !statusTells)
        {
            return (OfFailure(failure.Kind), failure.Detail);
        }

        if (facts.Final is not { } response)
        {
            throw new ArgumentException($"The facts of {facts.Location} hold neither an answer nor a failure.", nameof(facts));
        }

        // This counts only for a conditional request; a server that sends it unasked is broken.
        if (response.Status == 304 && facts.Hops[^1].Conditional)
        {
            return Shared(kind, facts) ?? (Verdict.Alive, "Unchanged since it was last found alive (304).");
        }

        // HEAD is sent only to hosts where it is trusted, and is believed only if it says that nothing has changed.
        if (facts.Hops[^1].Method == HttpMethod.Head.Method)
        {
            return response.Status == 200 && link.Before?.IsConfirmedBy(response) == true
                ? Shared(kind, facts) ?? (Verdict.Alive, "Size, type and validator are the same as when it was last found alive (HEAD).")
                : (Verdict.ServerError, $"HEAD says {response.Status}, which is not conclusive.");
        }

        return OfStatus(response) ?? ContentRules.Judge(kind, facts, response, link);
    }

    private static (Verdict Verdict, string Reason)? Shared(LinkKind kind, LocationFacts facts) =>
        kind == LinkKind.Page ? PageRules.Shared(facts) : ContentRules.Shared(facts);

    private static Verdict OfFailure(FailureKind kind) => kind switch
    {
        FailureKind.NoSuchName or FailureKind.NoAddress or FailureKind.NameServerFailure => Verdict.DnsFailure,
        FailureKind.ConnectionRefused or FailureKind.Unreachable or FailureKind.ConnectionLost => Verdict.ConnectionFailure,
        FailureKind.TlsExpired or FailureKind.TlsNotYetValid or FailureKind.TlsWrongName or FailureKind.TlsSelfSigned or FailureKind.TlsUntrusted
            or FailureKind.TlsHandshake
            => Verdict.TlsFailure,
        FailureKind.Timeout => Verdict.Timeout,
        FailureKind.HostOutage => Verdict.HostOutage,
        // The host answered, perhaps with something that people can read: it is not silent, and this is no evidence against the link.
        FailureKind.UnreadableAnswer => Verdict.Blocked,
        // The server is up but sends an invalid redirect: that is its fault and says nothing about the link.
        FailureKind.BadRedirect => Verdict.ServerError,
        FailureKind.TooManyRedirects or FailureKind.BadUrl or FailureKind.UnsupportedScheme or FailureKind.CredentialsInUrl
            or FailureKind.PortRefused or FailureKind.AddressRefused => Verdict.Refused,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of failure"),
    };

    private static (Verdict Verdict, string Reason)? OfStatus(ResponseFacts response) => response.Status switch
    {
        _ when response.BotWall is { } wall => (Verdict.Blocked, $"Status {response.Status} from a bot wall ({wall})."),
        >= 200 and < 300 => null,
        404 or 410 => (Verdict.Gone, $"The server says {response.Status}."),
        408 => (Verdict.Timeout, "The server says that our request took too long (408)."),
        416 when response.Header("content-range") is "bytes */0" => (Verdict.Empty, "The file has no bytes (416, of length 0)."),
        // A range from byte 0 fits every file that is not empty; a misdirected or early request is about the connection.
        416 or 421 or 425 => (Verdict.ServerError, $"The server says {response.Status}, which says nothing about the link."),
        var status when StatusRules.IsBlocked(status) => (Verdict.Blocked, $"The server refuses us with {status}."),
        >= 400 and < 500 => (Verdict.Blocked, $"The server rejects our request ({response.Status})."),
        _ => (Verdict.ServerError, $"The server says {response.Status}."),
    };
}
