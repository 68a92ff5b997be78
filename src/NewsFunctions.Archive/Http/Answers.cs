using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using NewsFunctions.Archive.Api;

namespace NewsFunctions.Archive.Http;

/// <summary>Creates the answers of functions.</summary>
internal static class Answers
{
    /// <summary>Has no charset parameter: JSON is UTF-8 (RFC 8259 section 11).</summary>
    private const string JsonType = "application/json";
    private const string ProblemType = "application/problem+json";
    private const string SecondsToRetry = "5";

    public static IResult Ok<T>(T value, JsonTypeInfo<T> type) => new BytesAnswer(StatusCodes.Status200OK, JsonType, Bytes(value, type));

    public static IResult Accepted<T>(T value, JsonTypeInfo<T> type, string? location = null) =>
        new BytesAnswer(StatusCodes.Status202Accepted, JsonType, Bytes(value, type))
        {
            Headers = location is null ? [] : [new("Location", location)],
        };

    public static IResult Unavailable<T>(T value, JsonTypeInfo<T> type) =>
        new BytesAnswer(StatusCodes.Status503ServiceUnavailable, JsonType, Bytes(value, type)) { Headers = [new("Retry-After", SecondsToRetry)] };

    /// <summary>Returns one resource with its ETag, or 304 if the client has it already.</summary>
    public static IResult Resource<T>(T value, JsonTypeInfo<T> type, HttpRequest request) =>
        Document(Bytes(value, type), JsonType, request);

    /// <summary>Returns bytes of any type with their ETag, or 304 if the client has them already.</summary>
    public static IResult Document(byte[] body, string mediaType, HttpRequest request)
    {
        string etag = EntityTags.Weak(body);
        // The answer differs by key and can change at any time: clients may keep it, but must revalidate it.
        KeyValuePair<string, string>[] headers = [new("ETag", etag), new("Cache-Control", "private, no-cache")];
        return EntityTags.Matches(request.Headers.IfNoneMatch, etag)
            ? new BytesAnswer(StatusCodes.Status304NotModified, null, ReadOnlyMemory<byte>.Empty) { Headers = headers }
            : new BytesAnswer(StatusCodes.Status200OK, mediaType, body) { Headers = headers };
    }

    public static IResult ResourceOr404<T>(T? value, JsonTypeInfo<T> type, HttpRequest request, string unknown)
        where T : class =>
        value is null ? Problem(Problems.NotFound(unknown)) : Resource(value, type, request);

    /// <param name="explain">Explains why there is none.</param>
    public static async Task<IResult> ResourceOrAsync<T>(T? value, JsonTypeInfo<T> type, HttpRequest request, Func<Task<Problem>> explain)
        where T : class =>
        value is null ? Problem(await explain()) : Resource(value, type, request);

    /// <inheritdoc cref="ResourceOrAsync"/>
    public static async Task<IResult> OkOrAsync<T>(T? value, JsonTypeInfo<T> type, Func<Task<Problem>> explain)
        where T : class =>
        value is null ? Problem(await explain()) : Ok(value, type);

    /// <summary>Returns the result of a takedown: 202 if the same call must be repeated to continue.</summary>
    public static IResult Takedown(TakedownResponse? value, string unknown) => value switch
    {
        null => Problem(Problems.NotFound(unknown)),
        { Done: true } or { DryRun: true } => Ok(value, ApiJson.Web.TakedownResponse),
        _ => Accepted(value, ApiJson.Web.TakedownResponse),
    };

    public static IResult OkOr404<T>(T? value, JsonTypeInfo<T> type, string unknown)
        where T : class =>
        value is null ? Problem(Problems.NotFound(unknown)) : Ok(value, type);

    public static IResult Problem(Problem problem) =>
        new BytesAnswer(problem.Status, ProblemType, Bytes(problem, ApiJson.Web.Problem))
        {
            Headers = problem.Status switch
            {
                StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests => [new("Retry-After", problem.RetryAfter ?? SecondsToRetry)],
                StatusCodes.Status401Unauthorized when problem.Challenge is { } challenge => [new("WWW-Authenticate", challenge)],
                _ => [],
            },
        };

    private static byte[] Bytes<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
