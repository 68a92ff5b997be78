using System.Text.Json;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Queries the Wayback availability API for one URL's memento nearest to a time.</summary>
/// <remarks><c>{"archived_snapshots":{"closest":{"available":true,"url":"…","timestamp":"…","status":"200"}}}</c>; without a memento
/// <c>{"archived_snapshots":{}}</c>. It is known to answer 429 or not at all; neither means that there is no memento.</remarks>
internal sealed class AvailabilityClient(WebArchiveRequests requests, RescueOptions options)
{
    // Without a time it returns the newest memento, which for a dead link shows the dead page.
    private static readonly DateTimeOffset Oldest = new(1996, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<WebArchiveAnswer> FindAsync(string url, DateTimeOffset? wanted, RescueSession session, CancellationToken cancellationToken)
    {
        var query = new Uri($"{options.AvailabilityUrl}?url={Uri.EscapeDataString(url)}&timestamp={WebArchiveTime.Format(wanted ?? Oldest)}");
        WebArchiveReply reply = await requests.GetAsync(query, session.Availability, session.Deadline, null, readBody: true, cancellationToken);
        return reply.Status == 200 ? Read(reply.Body) : reply.Unusable("The availability API");
    }

    internal static WebArchiveAnswer Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object
                || !json.RootElement.TryGetProperty("archived_snapshots", out JsonElement snapshots) || snapshots.ValueKind != JsonValueKind.Object)
            {
                return WebArchiveAnswer.NoAnswer("The availability API returned undocumented JSON.");
            }

            return snapshots.TryGetProperty("closest", out JsonElement closest)
                ? Read(closest)
                : WebArchiveAnswer.NotArchived("The availability API has no memento.");
        }
        catch (JsonException)
        {
            return WebArchiveAnswer.NoAnswer("The availability API did not return JSON.");
        }
    }

    private static WebArchiveAnswer Read(JsonElement closest)
    {
        if (closest.ValueKind != JsonValueKind.Object
            || Text(closest, "url") is not { } url || !HttpUrl.TryParse(url, out _)
            || WebArchiveTime.Parse(Text(closest, "timestamp")) is not { } at
            || !closest.TryGetProperty("available", out JsonElement available))
        {
            return WebArchiveAnswer.NoAnswer("The availability API returned a memento without URL or time.");
        }

        return available.ValueKind == JsonValueKind.True && Text(closest, "status") is "200" or "203" or "206"
            ? WebArchiveAnswer.Found(new Memento { Url = url, At = at })
            : WebArchiveAnswer.NoAnswer("The nearest memento is not of the content itself; there may be others.");
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
