using Microsoft.AspNetCore.Http;

namespace NewsFunctions.Archive.Api;

/// <summary>Creates every problem that the API returns.</summary>
public static class Problems
{
    internal const string LinkIdRule = "A link id looks like i2016-03-0123456789abcdef or p1797706; GET /api/links lists them.";

    /// <summary>Prefixes every <see cref="Problem.Type"/>: a name, not an address (RFC 9457 section 3.1.1 allows both).</summary>
    public const string TypePrefix = "urn:newsfunctions:problem:";

    public static Problem InvalidRequest(IReadOnlyDictionary<string, IReadOnlyList<string>> errors) =>
        Of("invalid-request", "The request is not valid", StatusCodes.Status400BadRequest, string.Join(' ', errors.SelectMany(entry => entry.Value)))
            with
        { Errors = errors };

    public static Problem InvalidRequest(string parameter, string message) =>
        InvalidRequest(new Dictionary<string, IReadOnlyList<string>> { [parameter] = [message] });

    public static Problem InvalidContinuation() => Of(
        "invalid-continuation",
        "The continuation is not valid",
        StatusCodes.Status400BadRequest,
        "The continuation is malformed, or it belongs to a request with other filters. Repeat the request without it, or with the filters of that request.");

    /// <param name="signIn">The address where a browser can sign in instead.</param>
    public static Problem Unauthorized(string detail, string? signIn) =>
        Of("unauthorized", "This call needs a key", StatusCodes.Status401Unauthorized, detail) with
        {
            Challenge = $"NewsKey header=\"{KeyHeader.Name}\"",
            SignIn = signIn,
        };

    public static Problem Forbidden(string detail) =>
        Of("forbidden", "This is not allowed", StatusCodes.Status403Forbidden, detail);

    public static string UnknownLink(string site, string linkId) =>
        $"The archive knows no link '{linkId}' of the site '{site}'. GET /api/links?site={site} lists what it knows.";

    /// <summary>Reports what the web server rejected before any of our code read the request.</summary>
    public static Problem BadRequest(int status) =>
        Of("bad-request", "The request cannot be read", status, "The request ended early or is not valid HTTP. Send it again.");

    public static Problem NotFound(string detail) =>
        Of("not-found", "Not found", StatusCodes.Status404NotFound, detail);

    /// <summary>Reports something known that was taken down, or whose upload no longer exists.</summary>
    public static Problem Gone(string detail) =>
        Of("gone", "No longer available", StatusCodes.Status410Gone, detail);

    public static string TakenDown(string site, string id) => $"The article '{id}' of the site '{site}', or this version of it, was taken down.";

    public static string UnknownDump(string dumpId) => $"The archive has no dump '{dumpId}'. GET /api/dumps lists what it has.";

    public static string UnknownArticle(string site, string id) =>
        $"The archive has no article '{id}' of the site '{site}'. GET /api/articles?site={site} lists what it has.";

    public static string UnknownVersion(string site, string id, string hash) =>
        $"The article '{id}' of the site '{site}' has no version '{hash}'. GET /api/articles/{site}/{id}/versions lists what it has.";

    public static Problem DumpExists(string name, string location) => Of(
        "dump-exists",
        "Another dump has this name",
        StatusCodes.Status409Conflict,
        $"'{name}' already exists with other content or metadata, and dumps are never overwritten. Choose another name.")
        with
    { Existing = location };

    public static Problem BodyTooLarge(long limit, string advice) => Of(
        "body-too-large",
        "The body is too large",
        StatusCodes.Status413PayloadTooLarge,
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The body may have at most {limit} bytes. {advice}"));

    public static Problem UnsupportedMediaType(string detail) =>
        Of("unsupported-media-type", "The media type of the body is not supported", StatusCodes.Status415UnsupportedMediaType, detail);

    public static Problem Busy() => Of(
        "busy",
        "Too many checks are running",
        StatusCodes.Status429TooManyRequests,
        "Too many checks are running for other archives. Retry after the time in Retry-After.");

    public static Problem Internal(string traceId) => Of(
        "internal-error",
        "Something went wrong",
        StatusCodes.Status500InternalServerError,
        $"Internal error; the log has the details under trace id {traceId}.")
        with
    { TraceId = traceId };

    /// <param name="cannotSave">True if the storage responds, but cannot save writes: a local storage on a full disk.</param>
    public static Problem StorageUnavailable(bool cannotSave = false) => Of(
        "storage-unavailable",
        cannotSave ? "The storage cannot save" : "The storage does not answer",
        StatusCodes.Status503ServiceUnavailable,
        cannotSave
            ? "The storage on this machine refuses writes because it cannot save, most often because the disk is full. Free some space and try again; the log has the error."
            : "Nothing is lost. Retry after the time in Retry-After; GET /api/health shows when the storage answers again.");

    /// <summary>Reports that the setting Maintenance is true and the call would write.</summary>
    public static Problem Maintenance() => Of(
        "maintenance",
        "The archive is in maintenance",
        StatusCodes.Status503ServiceUnavailable,
        "It can be read, but not written, because the setting Maintenance is true. Nothing was changed by this call. GET /api/health shows when maintenance has ended.")
        with
    { RetryAfter = "300" };

    /// <summary>Reports that there is no summary yet, and that making one takes longer than a call may.</summary>
    public static Problem NoSummary() => Of(
        "no-summary",
        "There is no summary yet",
        StatusCodes.Status503ServiceUnavailable,
        "Making the first summary takes longer than a call waits. The function SummarizeArchive makes one every day; try again later.");

    public static Problem Interrupted() => Of(
        "interrupted",
        "The call was interrupted",
        StatusCodes.Status503ServiceUnavailable,
        "The archive is stopping, or the call exceeded its time limit. What was done is kept; retry after the time in Retry-After.");

    private static Problem Of(string type, string title, int status, string detail) => new(TypePrefix + type, title, status, detail);
}
