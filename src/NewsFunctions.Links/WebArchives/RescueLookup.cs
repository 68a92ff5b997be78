using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.WebArchives;

namespace NewsFunctions.Links.WebArchives;

/// <summary>Looks up mementos of links in all configured web archives.</summary>
/// <remarks>
/// Media: one CDX query by prefix for all links of a host and directory, and the availability API only if CDX did not answer. Pages
/// share nothing but the host with their neighbours: the availability API first, then CDX for exactly the page, because the API's
/// "none" is sometimes wrong. TimeGates are queried for what the Wayback Machine does not have.
/// </remarks>
public sealed partial class RescueLookup
{
    private readonly RescueOptions _options;
    private readonly AvailabilityClient _availability;
    private readonly CdxClient _cdx;
    private readonly TimeGateClient _timeGates;
    private readonly ILogger _logger;

    internal RescueLookup(WebArchiveRequests requests, IOptions<RescueOptions> options, ILogger<RescueLookup> logger)
    {
        _options = options.Value;
        _availability = new AvailabilityClient(requests, _options);
        _cdx = new CdxClient(requests, _options);
        _timeGates = new TimeGateClient(requests);
        _logger = logger;
    }

    /// <summary>Groups links whose lookups share requests: media of one directory; a page alone.</summary>
    public static IEnumerable<IReadOnlyList<RescueRequest>> Batches(IEnumerable<RescueRequest> requests) => requests
        .GroupBy(request => request.Link.Kind == LinkKind.Page
            ? request.Link.Value
            : WebArchiveUrl.DirectoryOf(request.Locations[0]) ?? request.Link.Value)
        .Select(batch => batch.ToList());

    /// <summary>Looks up one of <see cref="Batches"/>. No response of an archive makes it throw.</summary>
    /// <returns>The results up to the session's deadline, or until a service asks for a pause.</returns>
    public async Task<RescueResults> FindAsync(
        IReadOnlyList<RescueRequest> batch, RescueSession session, CancellationToken cancellationToken)
    {
        var results = new RescueResults();
        var wayback = new Dictionary<LinkId, WebArchiveAnswer>();
        if (_options.CdxUrl.Length > 0 && batch is not [{ Link.Kind: LinkKind.Page }] && !batch[0].IsPrivate)
        {
            wayback = await InCdxAsync(batch, session, cancellationToken);
        }

        foreach (RescueRequest request in batch)
        {
            WebArchiveAnswer answer = await FindAsync(request, wayback.GetValueOrDefault(request.Link), session, cancellationToken);
            if (answer.PostponedUntil is { } until)
            {
                results.PostponedUntil = until;
                break;
            }

            Log.Answer(_logger, request.Link, answer.Outcome!.Value, answer.Reason);
            results.Set(request.Link, answer);
        }

        return results;
    }

    /// <summary>Queries CDX location by location. A link found at its first location is not looked up at the others.</summary>
    private async Task<Dictionary<LinkId, WebArchiveAnswer>> InCdxAsync(
        IReadOnlyList<RescueRequest> batch, RescueSession session, CancellationToken cancellationToken)
    {
        Dictionary<LinkId, WebArchiveAnswer> answers = [];
        for (int i = 0; i < batch.Max(request => request.Locations.Count); i++)
        {
            int location = i;
            RescueRequest[] open =
                [.. batch.Where(request => request.Locations.Count > location && answers.GetValueOrDefault(request.Link)?.Outcome != RescueOutcome.Found)];
            foreach (IGrouping<string?, RescueRequest> directory in open.GroupBy(request => WebArchiveUrl.DirectoryOf(request.Locations[location])))
            {
                // One link needs no list of its neighbours, and a list of a whole host is unbounded.
                int together = directory.Key is null ? 1 : directory.Count();
                foreach (RescueRequest[] part in directory.Chunk(together))
                {
                    ILookup<string, RescueRequest> inDirectory = part.ToLookup(request => request.Locations[location]);
                    IReadOnlyDictionary<string, WebArchiveAnswer> found = await _cdx.FindAsync(
                        [.. inDirectory.Select(url => url.Key)],
                        part.Length > 1 ? directory.Key : null,
                        url => inDirectory[url].First().Wanted,
                        session,
                        cancellationToken);
                    foreach (RescueRequest request in part)
                    {
                        answers[request.Link] = Of(answers.GetValueOrDefault(request.Link), found[request.Locations[location]]);
                    }

                    if (found.Values.Any(answer => answer.PostponedUntil is not null))
                    {
                        return answers;
                    }
                }
            }
        }

        return answers;
    }

    /// <param name="inCdx">The CDX answer for the link; null if CDX was not queried.</param>
    private async Task<WebArchiveAnswer> FindAsync(
        RescueRequest request, WebArchiveAnswer? inCdx, RescueSession session, CancellationToken cancellationToken)
    {
        if (request.IsPrivate)
        {
            return await InTimeGatesAsync(_options.PrivateTimeGates, answer: null, request, session, cancellationToken);
        }

        WebArchiveAnswer? answer = inCdx;
        if (answer is null or { Outcome: RescueOutcome.NoAnswer } && _options.AvailabilityUrl.Length > 0)
        {
            WebArchiveAnswer available = await InOrderAsync(
                request, url => _availability.FindAsync(url, request.Wanted, session, cancellationToken));
            answer = available switch
            {
                { Outcome: null or RescueOutcome.Found } => available,
                // The CDX answer counts, even if it is NoAnswer.
                _ => answer ?? (_options.CdxUrl.Length == 0 ? available : null),
            };
        }

        if (answer is null && _options.CdxUrl.Length > 0)
        {
            answer = (await InCdxAsync([request], session, cancellationToken))[request.Link];
        }

        return await InTimeGatesAsync(_options.TimeGates, answer, request, session, cancellationToken);
    }

    /// <param name="answer">The answer of other archives for the link; null if none was queried.</param>
    private async Task<WebArchiveAnswer> InTimeGatesAsync(
        IEnumerable<string> timeGates, WebArchiveAnswer? answer, RescueRequest request, RescueSession session, CancellationToken cancellationToken)
    {
        foreach (string timeGate in timeGates)
        {
            if (answer is { Outcome: null or RescueOutcome.Found })
            {
                break;
            }

            answer = Of(answer, await InOrderAsync(
                request, url => _timeGates.FindAsync(timeGate, url, request.Wanted, session, cancellationToken)));
        }

        return answer ?? WebArchiveAnswer.NoAnswer("No web archive is configured.");
    }

    private static async Task<WebArchiveAnswer> InOrderAsync(RescueRequest request, Func<string, Task<WebArchiveAnswer>> ask)
    {
        WebArchiveAnswer? answer = null;
        foreach (string url in request.Locations)
        {
            answer = Of(answer, await ask(url));
            if (answer.Outcome is null or RescueOutcome.Found)
            {
                break;
            }
        }

        return answer ?? WebArchiveAnswer.NoAnswer("The link has no location.");
    }

    /// <summary>Combines two answers: found in one is found, and missing in one is only missing if the other says so too.</summary>
    private static WebArchiveAnswer Of(WebArchiveAnswer? one, WebArchiveAnswer other) => (one?.Outcome, other.Outcome) switch
    {
        (_, null or RescueOutcome.Found) => other,
        (RescueOutcome.NoAnswer, _) => one!,
        _ => other,
    };

    private static partial class Log
    {
        [LoggerMessage(1200, LogLevel.Debug, "Looked up {Link}: {Outcome}. {Reason}")]
        public static partial void Answer(ILogger logger, LinkId link, RescueOutcome outcome, string reason);
    }
}
