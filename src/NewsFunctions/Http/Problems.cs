using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Http;

/// <summary>Every problem that the API answers with, in one place.</summary>
public static class Problems
{
    /// <summary>Prefix of <see cref="Problem.Type"/>: a name, not an address (RFC 9457 section 3.1.1 allows both).</summary>
    public const string TypePrefix = "urn:newsfunctions:problem:";

    public static Problem InvalidRequest(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        Of("invalid-request", "The request is not valid", StatusCodes.Status400BadRequest, string.Join(' ', errors.SelectMany(entry => entry.Value)))
            with
        { Errors = errors };

    public static Problem InvalidRequest(string parameter, string message) =>
        InvalidRequest(new Dictionary<string, IReadOnlyList<string>> { [parameter] = [message] });

    public static Problem InvalidContinuation() => Of(
        "invalid-continuation",
        "The continuation does not fit",
        StatusCodes.Status400BadRequest,
        "The continuation was not given out by this archive, or for another filter. Repeat the request without it, or with the filter it was given for.");

    public static Problem Unauthorized(string detail) =>
        Of("unauthorized", "Writing needs a key", StatusCodes.Status401Unauthorized, detail) with { Challenge = $"NewsWriteKey header=\"{WriteAccess.KeyHeader}\"" };

    public static Problem FunctionKeyMissing() => Of(
        "function-key-missing",
        "This call needs a function key",
        StatusCodes.Status401Unauthorized,
        "Send a key of the Functions host in the header x-functions-key or as ?code=.") with
    { Challenge = "FunctionKey header=\"x-functions-key\"" };

    public static Problem Forbidden(string detail) =>
        Of("forbidden", "This is not allowed", StatusCodes.Status403Forbidden, detail);

    public static string UnknownLink(string site, string linkId) =>
        $"The archive knows no link '{linkId}' of the site '{site}'. GET /api/links?site={site} lists what it knows.";

    /// <summary>What the web server found wrong with the request before any of our code read it.</summary>
    public static Problem BadRequest(int status) =>
        Of("bad-request", "The request cannot be read", status, "The request broke off, or it is not legal HTTP. Send it again.");

    public static Problem NotFound(string detail) =>
        Of("not-found", "There is no such thing", StatusCodes.Status404NotFound, detail);

    /// <summary>The archive knows it, but the upload that has it is not there any more.</summary>
    public static Problem Gone(string detail) =>
        Of("gone", "It is not there any more", StatusCodes.Status410Gone, detail);

    public static string UnknownArticle(string site, string id) =>
        $"The archive has no article '{id}' of the site '{site}'. GET /api/articles?site={site} lists what it has.";

    public static string UnknownVersion(string site, string id, string hash) =>
        $"The article '{id}' of the site '{site}' has no version '{hash}'. GET /api/articles/{site}/{id}/versions lists what it has.";

    public static Problem MethodNotAllowed(string method, string? allowed) => Of(
        "method-not-allowed",
        "This path does not take that method",
        StatusCodes.Status405MethodNotAllowed,
        allowed is { Length: > 0 } ? $"{method} is not possible here; {allowed} is." : $"{method} is not possible here; docs/api.md lists the calls.");

    public static Problem DumpExists(string name, string location) => Of(
        "dump-exists",
        "Another dump has this name",
        StatusCodes.Status409Conflict,
        $"'{name}' is already there with other content or metadata, and dumps are never overwritten here. Choose another name.")
        with
    { Existing = location };

    public static Problem BodyTooLarge(long limit, string advice) => Of(
        "body-too-large",
        "The body is too large",
        StatusCodes.Status413PayloadTooLarge,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"A body may have at most {limit} bytes here. {advice}"));

    public static Problem UnsupportedMediaType(string detail) =>
        Of("unsupported-media-type", "The body is of the wrong type", StatusCodes.Status415UnsupportedMediaType, detail);

    public static Problem Busy() => Of(
        "busy",
        "Enough is asked for already",
        StatusCodes.Status429TooManyRequests,
        "As many links are looked at for others as this archive looks at at once. Try again after the seconds that Retry-After says.");

    public static Problem Internal(string traceId) => Of(
        "internal-error",
        "Something went wrong",
        StatusCodes.Status500InternalServerError,
        $"This is a mistake of the archive, not yours. The log has the details under {traceId}.")
        with
    { TraceId = traceId };

    public static Problem StorageUnavailable() => Of(
        "storage-unavailable",
        "The storage does not answer",
        StatusCodes.Status503ServiceUnavailable,
        "Nothing is lost. Try again after the seconds that Retry-After says; GET /api/health tells when it answers again.");

    public static Problem Interrupted() => Of(
        "interrupted",
        "The call was broken off",
        StatusCodes.Status503ServiceUnavailable,
        "The archive is being stopped, or the call took longer than it may. What it has done stays done; try again after the seconds that Retry-After says.");

    private static Problem Of(string type, string title, int status, string detail) => new(TypePrefix + type, title, status, detail);
}
