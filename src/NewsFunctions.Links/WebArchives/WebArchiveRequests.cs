using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Sends requests to web archives: guarded like checks, paced, and bounded in bytes and time. No response of an archive makes it
/// throw.</summary>
internal sealed class WebArchiveRequests : IDisposable
{
    private readonly AddressGuard _guard;
    private readonly RescueOptions _options;
    private readonly string _userAgent;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;

    public WebArchiveRequests(
        AddressGuard guard, IOptions<FetchOptions> fetchOptions, IOptions<HostOptions> hostOptions, IOptions<RescueOptions> options, TimeProvider time)
    {
        _guard = guard;
        _options = options.Value;
        _userAgent = fetchOptions.Value.UserAgent;
        _time = time;
        _http = new HttpMessageInvoker(new GuardedConnector(guard, fetchOptions, hostOptions, time, HostNetwork.OfThisMachine).CreateHandler());
    }

    /// <summary>Sends a GET. It follows no redirects.</summary>
    /// <param name="acceptDatetime">The header of RFC 7089; null to send none.</param>
    /// <param name="readBody">False if the headers are sufficient.</param>
    public Task<WebArchiveReply> GetAsync(
        Uri url, WebArchiveService service, DateTimeOffset deadline, DateTimeOffset? acceptDatetime, bool readBody, CancellationToken cancellationToken) =>
        SendAsync(
            url,
            request =>
            {
                if (acceptDatetime is { } at)
                {
                    request.Headers.TryAddWithoutValidation("Accept-Datetime", at.UtcDateTime.ToString("r", CultureInfo.InvariantCulture));
                }
            },
            service,
            deadline,
            readBody,
            beforeSend: null,
            cancellationToken);

    /// <summary>Sends a request. It follows no redirects.</summary>
    /// <param name="prepare">Turns a plain GET into the request to send.</param>
    /// <param name="readBody">False if the headers are sufficient.</param>
    /// <param name="beforeSend">Runs after the wait for the pace, before anything is sent.</param>
    public async Task<WebArchiveReply> SendAsync(
        Uri url,
        Action<HttpRequestMessage> prepare,
        WebArchiveService service,
        DateTimeOffset deadline,
        bool readBody,
        Func<Task>? beforeSend,
        CancellationToken cancellationToken)
    {
        if (_guard.Check(url) is { } refused)
        {
            return new WebArchiveReply { Failure = refused.Detail };
        }

        DateTimeOffset now = _time.GetUtcNow();
        if (service.Take(now, deadline, out DateTimeOffset start) is { } until)
        {
            return new WebArchiveReply { PostponedUntil = until };
        }

        if (start > now)
        {
            await Task.Delay(start - now, _time, cancellationToken);
        }

        if (beforeSend is not null)
        {
            await beforeSend();
        }

        using HttpRequestMessage request = PlainRequest.Create(HttpMethod.Get, url, _userAgent);
        prepare(request);
        using CancellationTokenSource whole = new(_options.Timeout, _time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(whole.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(request, linked.Token);
            service.Answered((int)response.StatusCode, ResponseHeaders.TextOf(response, "retry-after"), _time.GetUtcNow());
            return await ReadAsync(response, readBody, linked.Token);
        }
        catch (Exception e) when (Explain(e, url, cancellationToken) is { } failure)
        {
            return new WebArchiveReply { Failure = failure };
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<WebArchiveReply> ReadAsync(HttpResponseMessage response, bool readBody, CancellationToken cancellationToken)
    {
        WebArchiveReply reply = new()
        {
            Status = (int)response.StatusCode,
            Location = LocationHeader.Of(response) is { Differ: false } redirect ? redirect.Target : null,
            ContentLocation = ResponseHeaders.TextOf(response, "content-location"),
            Link = ResponseHeaders.TextOf(response, "link"),
            MementoDatetime = ResponseHeaders.TextOf(response, "memento-datetime"),
        };
        if (!readBody)
        {
            return reply;
        }

        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using MemoryStream kept = new();
        byte[] buffer = new byte[16 * 1024];
        for (int read = await body.ReadAsync(buffer, cancellationToken); read > 0; read = await body.ReadAsync(buffer, cancellationToken))
        {
            if (kept.Length + read > _options.AnswerBytes)
            {
                return new WebArchiveReply { Failure = $"The answer has more than {_options.AnswerBytes} bytes." };
            }

            kept.Write(buffer, 0, read);
        }

        return reply with { Body = kept.GetBuffer().AsMemory(0, (int)kept.Length) };
    }

    /// <summary>Explains an exception. Returns null for those that the archive did not cause: the caller's cancellation, and bugs.</summary>
    private static string? Explain(Exception exception, Uri url, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        return exception switch
        {
            _ when exception.GetBaseException() is ConnectionRefusal refusal => refusal.Failure.Detail,
            OperationCanceledException or HttpRequestException { InnerException: TimeoutException } => $"{url.Authority} did not answer in time.",
            HttpRequestException { InnerException: ConnectionRefusal refusal } => refusal.Failure.Detail,
            HttpRequestException or IOException or CryptographicException =>
                $"The exchange with {url.Authority} broke ({exception.GetBaseException().Message.TrimEnd('.')}).",
            _ => null,
        };
    }
}
