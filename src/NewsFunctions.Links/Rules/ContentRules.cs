using System.Buffers;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Links.Media;

namespace NewsFunctions.Links.Rules;

/// <summary>Judges a successful answer: does the content have the link's kind?</summary>
internal static class ContentRules
{
    private const string Html = "text/html";

    public static (Verdict Verdict, string Reason) Judge(LinkKind kind, LocationFacts facts, ResponseFacts response, LinkFacts link)
    {
        if (Unreadable(kind, facts, response) is { } unreadable)
        {
            return (Verdict.ServerError, unreadable);
        }

        if (response.BodyBytes == 0)
        {
            return (Verdict.Empty, $"Status {response.Status} without any bytes.");
        }

        if (kind == LinkKind.Page)
        {
            return PageRules.Judge(facts, response, link.Expected);
        }

        if (response.SniffedType == Html && Redirects.EndsAtGate(facts))
        {
            return (Verdict.Blocked, $"The file redirects to {facts.Hops[^1].Url}, where visitors log in, pay or agree first.");
        }

        (Verdict Verdict, string Reason) judged = OfMedia(kind, facts, response);
        if (judged.Verdict is not (Verdict.Alive or Verdict.Moved))
        {
            return judged;
        }

        return Shared(facts)
            ?? (judged.Verdict == Verdict.Alive && HasDrifted(kind, facts, link.Before)
                ? (Verdict.Drifted, $"Other bytes than when it was last found alive. {judged.Reason}")
                : judged);
    }

    /// <summary>Judges media by answers shared with other links. Media of the right type are then placeholders.</summary>
    public static (Verdict Verdict, string Reason)? Shared(LocationFacts facts) => facts switch
    {
        { SharedBytes: { } bytes } => (Verdict.Placeholder, bytes.Links > 0
            ? $"The host gives the same bytes under {bytes.Links} unrelated paths."
            : "The host gives the same bytes for a path that cannot exist."),
        { SharedUrl: { } url } => (Verdict.Placeholder, url.Links > 0
            ? $"{url.Links} unrelated paths of the host redirect to the same file."
            : "The host redirects there from a path that cannot exist as well."),
        _ => null,
    };

    /// <summary>Returns whether the body has a type that fits the kind of the link, whatever else may be wrong with it.</summary>
    public static bool IsRightType(LinkKind kind, string location, ResponseFacts response) => (response.SniffedType, response.DeclaredType) switch
    {
        _ when kind == LinkKind.Page => PageRules.IsText(response),
        ({ } sniffed, _) => IsOfKind(kind, sniffed, location),
        (null, var declared) when kind == LinkKind.Other => declared != Html,
        // The declared type is trusted only for types that cannot be detected from the first bytes.
        (null, { } declared) => IsOfKind(kind, declared, location) && !TypeSniffer.Knows(declared),
        _ => false,
    };

    /// <summary>Returns why the bytes are not the requested ones, or null if they are. Other bytes may count for a link, but never against
    /// it.</summary>
    private static string? Unreadable(LinkKind kind, LocationFacts facts, ResponseFacts response) => response switch
    {
        { Undecoded: true } when response.SniffedType is null or TypeSniffer.Gzip || !IsRightType(kind, facts.Location, response) =>
            $"The body came in the coding '{response.Coding}', which was not requested and cannot be decoded.",
        { IsOtherRange: true } => $"The server sent a different part of the file than requested ({response.Header("content-range")}).",
        { IsDoubtfulPart: true } when response.BodyBytes == 0 || !IsRightType(kind, facts.Location, response) =>
            $"The server sent {response.BodyBytes} bytes of an unknown part of the file (206), which say nothing about the link.",
        _ => null,
    };

    private static (Verdict Verdict, string Reason) OfMedia(LinkKind kind, LocationFacts facts, ResponseFacts response)
    {
        string expected = LinkKinds.Name(kind);
        string end = facts.Hops.Count > 1 ? $" after a redirect to {facts.Hops[^1].Url}" : "";
        switch (TypeOf(kind, facts.Location, response))
        {
            case { } type when IsOfKind(kind, type, facts.Location) && FileEndRules.IsCut(type, response):
                return (Verdict.Truncated, response.Media?.Defect ?? "The file stops before its end.");
            case { } type when kind == LinkKind.Image && IsOfKind(kind, type, facts.Location) && response.Media is { IsPixel: true }:
                return (Verdict.Placeholder, $"An image of one pixel ({type}){end}.");
            case { } type when IsOfKind(kind, type, facts.Location):
                return Alive(facts, (ExpectedType(facts.Location) ?? type) == type
                    ? $"The first bytes are {Name(type)}."
                    : $"The first bytes are {Name(type)}, which differs from the extension.");
            case { } type:
                return (Verdict.WrongType, $"The first bytes are {Name(type)}, not {expected}{end}.");
            case null when IsRightType(kind, facts.Location, response):
                return Alive(facts, kind == LinkKind.Other
                    ? $"{response.BodyBytes} bytes of an unknown type."
                    : $"Declared as {response.DeclaredType}, which cannot be detected from the first bytes.");
            default:
                return (Verdict.WrongType, $"The first bytes are of no {expected} type{end}; declared as {response.DeclaredType ?? "nothing"}.");
        }
    }

    /// <summary>Returns the type by the first bytes. The bytes in the evidence are examined again, because earlier rules knew fewer types.</summary>
    private static string? TypeOf(LinkKind kind, string location, ResponseFacts response)
    {
        string? sniffed = response.SniffedType;
        if ((sniffed is not null && IsOfKind(kind, sniffed, location)) || response.Undecoded)
        {
            return sniffed;
        }

        Span<byte> first = stackalloc byte[ResponseFacts.FirstBytesKept];
        return Convert.FromHexString(response.FirstBytes.AsSpan(), first, out _, out int count) == OperationStatus.Done
            && TypeSniffer.Sniff(first[..count]) is { } again && IsOfKind(kind, again, location) ? again : sniffed;
    }

    private static string Name(string type) => type switch
    {
        TypeSniffer.HlsPlaylist => $"an HLS playlist ({type})",
        TypeSniffer.DashManifest => $"a DASH manifest ({type})",
        _ => type,
    };

    private static bool IsOfKind(LinkKind kind, string type, string location) => kind switch
    {
        LinkKind.Image => type.StartsWith("image/", StringComparison.Ordinal),
        // Audio is stored in the same containers, with the same extensions.
        // Playlists list the parts of a video, and players play them from the same URL.
        LinkKind.Video => type.StartsWith("video/", StringComparison.Ordinal) || type.StartsWith("audio/", StringComparison.Ordinal)
            || type is TypeSniffer.HlsPlaylist or TypeSniffer.DashManifest,
        _ => type != Html || Extension(location) is ".htm" or ".html",
    };

    private static string? ExpectedType(string location) => Extension(location) switch
    {
        ".jpg" or ".jpeg" => "image/jpeg",
        ".png" => "image/png",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        ".mp4" => "video/mp4",
        ".webm" => "video/webm",
        _ => null,
    };

    private static string Extension(string location)
    {
        // Uri undoes escapes, which takes ten times as long as everything else here.
        string path = location.Contains('%', StringComparison.Ordinal) && Uri.TryCreate(location, UriKind.Absolute, out Uri? url) ? url.AbsolutePath : location;
        int end = path.AsSpan().IndexOfAny('?', '#');
        ReadOnlySpan<char> name = path.AsSpan(0, end < 0 ? path.Length : end);
        name = name[(name.LastIndexOf('/') + 1)..];
        return name.LastIndexOf('.') is >= 0 and var dot ? name[dot..].ToString().ToLowerInvariant() : "";
    }

    public static (Verdict Verdict, string Reason) Alive(LocationFacts facts, string reason) =>
        HasMoved(facts) ? (Verdict.Moved, $"Permanently at {facts.Hops[^1].Url}. {reason}") : (Verdict.Alive, reason);

    /// <summary>Returns whether every redirect is permanent and leads to the same path and query at another scheme, host or port.</summary>
    private static bool HasMoved(LocationFacts facts) =>
        facts.Hops.Count > 1
        && facts.HopsLeftOut == 0
        && facts.Hops.SkipLast(1).All(hop => hop.Response is { } response && StatusRules.IsPermanentRedirect(response.Status))
        && Uri.TryCreate(facts.Hops[0].Url, UriKind.Absolute, out Uri? first)
        && Uri.TryCreate(facts.Hops[^1].Url, UriKind.Absolute, out Uri? last)
        && first.PathAndQuery == last.PathAndQuery;

    /// <summary>Returns whether the content has changed. Images and videos never change; other content may be generated for every visitor.</summary>
    private static bool HasDrifted(LinkKind kind, LocationFacts facts, Fingerprint? before) =>
        kind is LinkKind.Image or LinkKind.Video
        && before is not null
        && Fingerprint.Of(facts) is { } now
        && before.DiffersFrom(now);
}
