using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Calls a web archive's save service with the protocol of the Wayback Machine's Save Page Now: a request is posted, and its result
/// is polled later.</summary>
/// <remarks><c>{"url":"…","job_id":"spn2-…"}</c>, then <c>{"status":"pending"}</c>, <c>{"status":"success","timestamp":"20260301120000"}</c>
/// or <c>{"status":"error","status_ext":"error:blocked-url","message":"…"}</c>. A refusal may also come with status 200.</remarks>
public sealed partial class SaveService
{
    private const int MaxReasonLength = 300;

    // The service had no capacity; the link itself is not the cause.
    private static readonly string[] Passing =
    [
        "error:bandwidth-limit-exceeded", "error:browsing-timeout", "error:capture-location-error", "error:cannot-fetch", "error:celery",
        "error:gateway-timeout", "error:job-failed", "error:no-browsers-available", "error:proxy-error", "error:redis-error",
        "error:service-unavailable", "error:too-many-daily-captures", "error:too-many-requests", "error:user-session-limit",
    ];

    private readonly WebArchiveRequests _requests;
    private readonly RescueOptions _options;
    private readonly TimeProvider _time;

    internal SaveService(WebArchiveRequests requests, IOptions<RescueOptions> options, TimeProvider time)
    {
        _requests = requests;
        _options = options.Value;
        _time = time;
    }

    /// <summary>Offers a URL. The service does not save again what the archive already has.</summary>
    /// <param name="beforeSend">Stores the counts before the request is sent, so that a restart after a crash does not start a new daily
    /// limit.</param>
    public async Task<SaveReply> OfferAsync(string url, RescueSession session, Func<Task> beforeSend, CancellationToken cancellationToken)
    {
        WebArchiveReply reply = await _requests.SendAsync(
            new Uri(_options.SaveNowUrl),
            request =>
            {
                request.Method = HttpMethod.Post;
                request.Content = new FormUrlEncodedContent(
                [
                    new("url", url),
                    new("skip_first_archive", "1"),
                    new("if_not_archived_within", $"{(int)_options.SaveNowAgain.TotalDays}d"),
                ]);
                Authorize(request);
            },
            session.SaveNow,
            session.Deadline,
            readBody: true,
            beforeSend,
            cancellationToken);
        return Stop(reply) ?? ReadOrder(reply.Body);
    }

    /// <summary>Polls the result of a job.</summary>
    public async Task<SaveReply> AskAsync(string job, RescueSession session, CancellationToken cancellationToken)
    {
        WebArchiveReply reply = await _requests.SendAsync(
            new Uri($"{_options.SaveNowUrl.TrimEnd('/')}/status/{Uri.EscapeDataString(job)}"),
            Authorize,
            session.SaveNowStatus,
            session.Deadline,
            readBody: true,
            beforeSend: null,
            cancellationToken);
        return Stop(reply) ?? ReadStatus(reply.Body);
    }

    internal static SaveReply ReadOrder(ReadOnlyMemory<byte> body) => Read(body, json =>
        Text(json, "job_id") is { } job && JobName().IsMatch(job)
            ? new SaveReply { Outcome = OfferOutcome.Pending, Job = job }
            : Refused(json));

    internal static SaveReply ReadStatus(ReadOnlyMemory<byte> body) => Read(body, json => Text(json, "status") switch
    {
        "success" => WebArchiveTime.Parse(Text(json, "timestamp")) is { } at
            ? new SaveReply { Outcome = OfferOutcome.Saved, SavedAt = at }
            : NoAnswer("The service reported success without a time."),
        "pending" => new SaveReply { Outcome = OfferOutcome.Pending },
        _ => Refused(json),
    });

    private static SaveReply Read(ReadOnlyMemory<byte> body, Func<JsonElement, SaveReply> read)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? read(json.RootElement) : NoAnswer("The service returned undocumented JSON.");
        }
        catch (JsonException)
        {
            return NoAnswer("The service did not return JSON.");
        }
    }

    private static SaveReply Refused(JsonElement json)
    {
        string? code = Text(json, "status_ext");
        string reason = Text(json, "message") ?? code ?? "The service returned an error without a reason.";
        return new SaveReply
        {
            Outcome = Passing.Contains(code, StringComparer.Ordinal) ? OfferOutcome.NoAnswer : OfferOutcome.Refused,
            Reason = reason.Length > MaxReasonLength ? reason[..MaxReasonLength] : reason,
        };
    }

    private static SaveReply NoAnswer(string reason) => new() { Outcome = OfferOutcome.NoAnswer, Reason = reason };

    /// <summary>Returns a pause if the service gave no answer, which is not the link's fault. Returns null if there is an answer to read.</summary>
    private SaveReply? Stop(WebArchiveReply reply)
    {
        DateTimeOffset later = _time.GetUtcNow() + _options.LeaveAlone;
        return reply switch
        {
            { Status: 200 } => null,
            { PostponedUntil: { } until } => new SaveReply { StopUntil = until },
            { Status: 401 or 403 } => new SaveReply { StopUntil = later, AreKeysRefused = true, Reason = $"The service answered {reply.Status}." },
            _ => new SaveReply { StopUntil = later, Reason = reply.Failure ?? $"The service answered {reply.Status}." },
        };
    }

    private void Authorize(HttpRequestMessage request)
    {
        request.Headers.Remove("Accept");
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (_options.SaveNowAccessKey.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"LOW {_options.SaveNowAccessKey}:{_options.SaveNowSecretKey}");
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex JobName();
}
