using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Links.Hosts;

namespace NewsFunctions.Links.Http;

/// <summary>Sends one request of a check: a GET or a HEAD, bounded in bytes and time. It follows no redirects and judges nothing.</summary>
internal sealed class HopRequest : IDisposable
{
    private readonly GuardedConnector _connector;
    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    public HopRequest(GuardedConnector connector, IOptions<FetchOptions> options, TimeProvider time)
    {
        _connector = connector;
        _options = options.Value;
        _time = time;
        Http = new HttpMessageInvoker(connector.CreateHandler());
    }

    /// <summary>The guarded client shared by all requests of checks.</summary>
    internal HttpMessageInvoker Http { get; }

    public Task<HopResult> SendAsync(HopQuestion question, HostTurn turn, CancellationToken cancellationToken) =>
        SendAsync(question, Http, mending: null, turn, cancellationToken);

    /// <summary>Sends the request over its own connection, where the response head is repaired.</summary>
    public async Task<HopResult> SendForMendingAsync(HopQuestion question, HostTurn turn, CancellationToken cancellationToken)
    {
        HeadMending mending = new();
        using HttpMessageInvoker http = CreateMending(mending);
        HopResult result = await SendAsync(question, http, mending, turn, cancellationToken);
        // Whatever the result, the host has answered.
        return result is { Hop.Response: null, Failure: { Stage: FailureStage.Headers, Kind: not FailureKind.UnreadableAnswer } failure } && mending.HasBegun
            ? result with { Failure = HeadMending.Failed(question.Url.Authority, failure.Kind == FailureKind.Timeout ? "its head did not end in time" : "the connection broke within its head") }
            : result;
    }

    /// <summary>Creates a guarded client for one request, because a head can only be repaired on a separate connection.</summary>
    internal HttpMessageInvoker CreateMending(HeadMending mending) => new(_connector.CreateHandler(mending));

    public void Dispose() => Http.Dispose();

    private async Task<HopResult> SendAsync(
        HopQuestion question, HttpMessageInvoker http, HeadMending? mending, HostTurn turn, CancellationToken cancellationToken)
    {
        Uri url = question.Url;
        using RequestProgress progress = new(_options, _time, cancellationToken);
        using TrackedRequest request = PlainRequest.Prepare(new TrackedRequest(question.Method, url, progress), _options.UserAgent);
        if (mending is not null)
        {
            PlainRequest.BeLastOfConnection(request);
        }

        request.Headers.Range = question.Range;
        bool conditional = question.Conditional && AddConditions(request, question.Known);
        HopFacts hop = new() { Method = request.Method.Method, Url = url.AbsoluteUri, Conditional = conditional, SentAt = _time.GetUtcNow() };
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, progress.Token);
            progress.Enter(FailureStage.Body);
            turn.Answered((int)response.StatusCode, ResponseHeaders.TextOf(response, "Retry-After"));
            if (mending is null && ReadingDoubts.Of(response) is { } doubt)
            {
                return new HopResult(hop, HeadMending.Failed(url.Authority, doubt));
            }

            hop = mending is { Defects.Count: > 0 } ? hop with { Mended = mending.Defects } : hop;
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

            return new HopResult(hop with { Response = reader.Facts(question.Known) }, failure, reader);
        }
        catch (Exception e) when (FailureOf(e, progress.Stage, url, cancellationToken) is { } failure)
        {
            return new HopResult(hop, failure);
        }
    }

    /// <summary>Adds the entity tag, or else the date: with both, the tag decides (RFC 9110 section 13.2.2). Values that cannot be sent back
    /// unchanged are not used as conditions.</summary>
    private static bool AddConditions(HttpRequestMessage request, Fingerprint? known) => known switch
    {
        { ETag: { } tag } when tag.All(character => character <= 0xFF) => request.Headers.TryAddWithoutValidation("If-None-Match", tag),
        { LastModified: { } date } when Ascii.IsValid(date) => request.Headers.TryAddWithoutValidation("If-Modified-Since", date),
        _ => false,
    };

    /// <summary>Returns the failure, or null for exceptions that the server did not cause: the caller's cancellation, and bugs.</summary>
    internal static FailureFacts? FailureOf(Exception exception, FailureStage stage, Uri url, CancellationToken cancellationToken)
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
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }
                when stage != FailureStage.Body => HeadMending.Failed(url.Authority, Innermost(exception)),
            HttpRequestException or IOException or CryptographicException => Failed(
                stage, FailureKind.ConnectionLost, $"The exchange with {url.Authority} broke ({Innermost(exception)})."),
            _ => null,
        };
    }

    private static FailureFacts Failed(FailureStage stage, FailureKind kind, string detail) =>
        new() { Stage = stage, Kind = kind, Detail = detail };

    private static string Innermost(Exception e) => e.GetBaseException().Message.TrimEnd('.');
}
