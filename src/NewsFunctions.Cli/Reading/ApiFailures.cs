using System.Net;
using System.Security.Authentication;
using System.Text.Json;
using NewsFunctions.Archive.Api;
using NewsFunctions.Storage.Rows;

namespace NewsFunctions.Cli.Reading;

/// <summary>Says what went wrong between this command and an archive's API, and what to do about it.</summary>
internal static class ApiFailures
{
    private const int MaxProblem = 64 * 1024;

    /// <summary>Returns whether the network or the server broke off, and not the person at the keyboard.</summary>
    public static bool IsBroken(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    public static ApiException NoAnswer(Uri address, Exception exception) => new(
        exception switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => $"there is no host {address.Host}; look at --url",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                $"no safe connection to {address.Authority}: {Cause(exception)} Is it https, and is its certificate valid?",
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => $"nothing answers at {address}: {Cause(exception)} Look at --url and the network",
            OperationCanceledException => $"{address} did not answer in time; try again later",
            _ => $"{address} did not answer as HTTP: {Cause(exception)} Look at --url",
        },
        exception);

    /// <summary>Creates the exception for an answer that broke off.</summary>
    public static ApiException Broken(Uri address, Exception exception) => new(
        $"the connection to {address} broke off before the answer was complete; run the same command again", exception);

    /// <summary>Creates the exception for an answer that no archive gives.</summary>
    public static ApiException Foreign(Uri address, ApiPath path, string what, Exception? cause = null) => new(
        $"{address} does not answer as a NewsFunctions archive of this version: to GET {WithoutQuery(path)} it answered {what}. Look at --url", cause);

    /// <summary>Creates the exception for an answer that is no success.</summary>
    public static async Task<Exception> OfAsync(Uri address, ApiPath path, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if ((int)answer.StatusCode is >= 300 and < 400)
        {
            return new ApiException(answer.Headers.Location is { } target
                ? $"{address} sends its callers to {new Uri(address, target).GetLeftPart(UriPartial.Authority)}/; if you trust it, name that as --url"
                : $"{address} answered {(int)answer.StatusCode} without saying where to go. Look at --url");
        }

        if (await ReadAsync(answer, cancellationToken) is not { } problem)
        {
            return answer.StatusCode switch
            {
                HttpStatusCode.Unauthorized => new ApiException(KeyNeeded(address)),
                HttpStatusCode.Forbidden => new ApiException($"{address} refuses this call (403), and it is not the archive that says so: a proxy or firewall may stand before it"),
                >= HttpStatusCode.InternalServerError => new ApiException($"{address} answered {(int)answer.StatusCode}; try again later"),
                _ => Foreign(address, path, $"{(int)answer.StatusCode}"),
            };
        }

        return problem.Type[Problems.TypePrefix.Length..] switch
        {
            "unauthorized" => new ApiException(KeyNeeded(address)),
            "forbidden" => new ApiException($"the key does not allow to read {address}: {problem.Detail}"),
            "invalid-continuation" => new InvalidContinuationException(),
            "storage-unavailable" => new ApiException($"the storage of the archive at {address} does not answer{When(answer)}"),
            "internal-error" => new ApiException($"something went wrong in the archive at {address}; its log has it under the trace id {problem.TraceId}"),
            "interrupted" or "busy" => new ApiException($"the archive at {address} could not finish the call{When(answer)}"),
            _ => new ApiProblemException($"{address} answered: {problem.Detail}", answer.StatusCode, problem),
        };
    }

    private static string KeyNeeded(Uri address) =>
        $"{address} needs a key that reads, and knows none that was sent; put it into {ReadingOptions.KeyVariable} (or --key). Whoever runs the archive makes one with news key NAME";

    private static string When(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter?.Delta is { } delay ? $"; try again in {Math.Ceiling(delay.TotalSeconds)} seconds" : "; try again later";

    private static async Task<Problem?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            await answer.Content.LoadIntoBufferAsync(MaxProblem, cancellationToken);
            Problem? problem = JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), ApiClient.Json.Problem);
            return problem?.Type?.StartsWith(Problems.TypePrefix, StringComparison.Ordinal) == true ? problem : null;
        }
        catch (Exception e) when (e is JsonException || IsBroken(e, cancellationToken))
        {
            return null;
        }
    }

    private static string WithoutQuery(ApiPath path) => $"/{path.ToString().Split('?')[0]}";

    /// <summary>Returns the innermost reason, as a sentence: the outer ones say only that there was one.</summary>
    private static string Cause(Exception exception)
    {
        Exception cause = exception;
        while (cause.InnerException is { } inner && cause is not AuthenticationException)
        {
            cause = inner;
        }

        return $"{cause.Message.TrimEnd('.')}.";
    }
}
