using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using NewsFunctions.Archive.Api;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Checks;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Vantages;

namespace NewsFunctions.Archive.Http;

/// <summary>Runs checks for other deployments, whose links die only if this one sees them gone, too. Guarded and paced like all checks.</summary>
public sealed class VantageChecks(
    LinkChecker checker, IHostMemories memories, IOptions<VantagesOptions> options, IOptions<HostOptions> hostOptions, TimeProvider time) : IDisposable
{
    /// <summary>Limits the body to sixteen URLs of the longest kind.</summary>
    private const long MaxBytes = 160 * 1024;

    private const string BodyRule =
        "The body is JSON: {\"kind\":\"image\",\"locations\":[\"https://media.example.org/a.jpg\"]}, of 1 to 16 locations.";

    private static readonly JsonBody<VantageCheckRequest> Body = new(ApiJson.Web.VantageCheckRequest, MaxBytes, BodyRule, "Ask for one link at a time.");

    private readonly SemaphoreSlim _places = new(options.Value.VantageChecksAtOnce);

    public Task<IResult> CheckAsync(HttpRequest request, CancellationToken cancellationToken) => Body.AnswerAsync(
        request,
        async body => body switch
        {
            { Kind: null } => Answers.Problem(Problems.InvalidRequest("kind", BodyRule)),
            { Kind: { } kind, Locations: { Count: > 0 and <= VantageCheckRequest.MaxLocations } locations } when !locations.Contains(null) =>
                await CheckAsync(kind, [.. locations.OfType<string>()], cancellationToken),
            _ => Answers.Problem(Problems.InvalidRequest("locations", BodyRule)),
        },
        cancellationToken);

    public void Dispose() => _places.Dispose();

    private async Task<IResult> CheckAsync(LinkKind kind, string[] locations, CancellationToken cancellationToken)
    {
        // Refused instead of queued: the caller has other links to check, and a time limit.
        if (!await _places.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return Answers.Problem(Problems.Busy());
        }

        try
        {
            await using var hosts = new HostOutcomes(hostOptions.Value, memories, time);
            LinkCheck check = await checker.CheckAsync(LinkOf(kind, locations[0]), locations, hosts, cancellationToken);
            return Answers.Ok(
                new VantageCheckResponse
                {
                    CheckedAt = check.CheckedAt,
                    DurationMilliseconds = Math.Round(check.Duration.TotalMilliseconds, 3),
                    Evidence = check.Evidence.ToJson(),
                },
                ApiJson.Web.VantageCheckResponse);
        }
        catch (HostBusyException)
        {
            return Answers.Problem(Problems.Busy());
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Makes a link that belongs to no site and has no history.</summary>
    private static Link LinkOf(LinkKind kind, string location) => new()
    {
        Site = "",
        Id = kind == LinkKind.Page ? LinkId.ForPage(ArticleId.Parse("0")) : LinkId.ForMedia(kind, location),
        Path = location,
    };
}
