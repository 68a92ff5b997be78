using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace NewsFunctions.Links;

/// <summary>One request of a check: a ranged GET or a HEAD, bounded in bytes and time. Follows nothing, decides nothing.</summary>
internal sealed class HopRequest : IDisposable
{
    private readonly LinkCheckOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public HopRequest(GuardedConnector connector, IOptions<LinkCheckOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _http = new HttpMessageInvoker(connector.CreateHandler());
    }

    /// <param name="known">The answer that the URL gave before: its content is wanted only if it is another now.</param>
    /// <param name="range">The bytes to ask for, of which a server may send others; null for a HEAD.</param>
    public async Task<HopResult> SendAsync(
        Uri url, RangeHeaderValue? range, Fingerprint? known, HostTurn turn, CancellationToken cancellationToken)
    {
        using RequestProgress progress = new(_options, _time, cancellationToken);
        using TrackedRequest request = PlainRequest.Prepare(
            new TrackedRequest(range is null ? HttpMethod.Head : HttpMethod.Get, url, progress), _options.UserAgent);
        request.Headers.Range = range;
        bool conditional = AddConditions(request, known);
        HopFacts hop = new() { Method = request.Method.Method, Url = url.AbsoluteUri, Conditional = conditional };
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, progress.Token);
            progress.Enter(FailureStage.Body);
            turn.Answered((int)response.StatusCode, HeaderOf(response, "retry-after"));
            ResponseReader reader = new(response, _options.BodyBytes);
            FailureFacts? failure = null;
            try
            {
                await reader.ReadAsync(progress.Token);
            }
            catch (Exception e) when (FailureOf(e, progress.Stage, url, cancellationToken) is { } broken)
            {
                failure = broken;
            }

            return new HopResult(hop with { Response = reader.Facts(known) }, failure, reader);
        }
        catch (Exception e) when (FailureOf(e, progress.Stage, url, cancellationToken) is { } failure)
        {
            return new HopResult(hop, failure);
        }
    }

    public void Dispose() => _http.Dispose();

    internal static string? HeaderOf(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
        || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.ToString()
            : null;

    /// <summary>The entity tag, else the date: RFC 9110 section 13.2.2 has the tag decide where both are sent.</summary>
    private static bool AddConditions(HttpRequestMessage request, Fingerprint? known) => known switch
    {
        { ETag: { } tag } => request.Headers.TryAddWithoutValidation("If-None-Match", tag),
        { LastModified: { } date } => request.Headers.TryAddWithoutValidation("If-Modified-Since", date),
        _ => false,
    };

    /// <summary>Null for what is not the other side's doing: the caller's cancellation, and bugs.</summary>
    private static FailureFacts? FailureOf(Exception exception, FailureStage stage, Uri url, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        for (Exception? e = exception; e is not null; e = e.InnerException)
        {
            if (e is ConnectionRefusal refusal)
            {
                return refusal.Failure;
            }
        }

        return exception switch
        {
            OperationCanceledException => TimeoutFacts.At(stage, url.Authority),
            HttpRequestException { InnerException: TimeoutException } => TimeoutFacts.At(stage, url.Authority),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } e => Failed(
                FailureStage.Tls, FailureKind.TlsHandshake, $"The TLS handshake with {url.Authority} failed ({Innermost(e)})."),
            HttpRequestException or IOException or CryptographicException => Failed(
                stage, FailureKind.ConnectionLost, $"The exchange with {url.Authority} broke ({Innermost(exception)})."),
            _ => null,
        };
    }

    private static FailureFacts Failed(FailureStage stage, FailureKind kind, string detail) =>
        new() { Stage = stage, Kind = kind, Detail = detail };

    private static string Innermost(Exception e) => e.GetBaseException().Message.TrimEnd('.');
}
