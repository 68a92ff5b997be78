using System.Net;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>Decides what happens to a delivery after an attempt. Pure.</summary>
internal static class WebhookRules
{
    // About a day in total, so that a receiver may be down overnight.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Judges a status. 408, 425 and 429 ask for a retry; every other 4xx is permanent. A redirect is not followed, but
    /// retried: the receiver's operator may have set it for a while.</summary>
    public static WebhookAnswer Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => WebhookAnswer.Taken,
        408 or 425 or 429 => WebhookAnswer.Later,
        >= 400 and < 500 => WebhookAnswer.Never,
        _ => WebhookAnswer.Later,
    };

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">The time that the receiver asks to wait.</param>
    /// <returns>The delay before the next attempt; null gives up.</returns>
    public static TimeSpan? NextDelay(int attempt, TimeSpan? retryAfter)
    {
        if (attempt < 1 || attempt > Delays.Length)
        {
            return null;
        }

        TimeSpan delay = Delays[attempt - 1];
        TimeSpan wanted = retryAfter is { } wish ? (wish < MaxRetryAfter ? wish : MaxRetryAfter) : TimeSpan.Zero;
        return wanted > delay ? wanted : delay;
    }
}

internal enum WebhookAnswer
{
    Taken,
    Later,
    Never,
}
