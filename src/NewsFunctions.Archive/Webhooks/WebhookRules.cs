using System.Net;

namespace NewsFunctions.Archive.Webhooks;

/// <summary>What becomes of a delivery after an attempt. Pure.</summary>
internal static class WebhookRules
{
    // About a day altogether, so that a receiver may be down over night.
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(20),
        TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(12),
    ];

    private static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>408, 425 and 429 ask to come again; every other 4xx says that this will never be taken. A redirect is not followed, but
    /// whoever maintains the receiver may have set it for a while.</summary>
    public static WebhookAnswer Judge(HttpStatusCode status) => (int)status switch
    {
        >= 200 and < 300 => WebhookAnswer.Taken,
        408 or 425 or 429 => WebhookAnswer.Later,
        >= 400 and < 500 => WebhookAnswer.Never,
        _ => WebhookAnswer.Later,
    };

    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">How long the receiver wants to be left alone.</param>
    /// <returns>When to try again; null: given up.</returns>
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
