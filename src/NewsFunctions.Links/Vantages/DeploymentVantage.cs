using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;
using NewsFunctions.Core.Facts;
using NewsFunctions.Core.Hosts;
using NewsFunctions.Core.Ids;
using NewsFunctions.Core.Links;
using NewsFunctions.Links.Hosts;
using NewsFunctions.Links.Http;
using NewsFunctions.Links.Rules;

namespace NewsFunctions.Links.Vantages;

/// <summary>Checks a link through another deployment. That deployment returns facts, which are judged here by our rules.</summary>
internal sealed class DeploymentVantage : IVantage, IDisposable
{
    // Evidence has at most 16 KB, and a few members surround it.
    private const int MaxAnswerLength = 64 * 1024;

    private readonly VantageOptions _vantage;
    private readonly HostPacer _pacer;
    private readonly HttpClient _http;
    private readonly Uri _url;

    // The deployment is not one of the checked hosts: its pace lasts only as long as the process.
    private readonly HostMemory _deployment;

    public DeploymentVantage(VantageOptions vantage, HostPacer pacer, IOptions<VantagesOptions> options)
    {
        _vantage = vantage;
        _pacer = pacer;
        _url = new Uri(vantage.CheckUrl!);
        _deployment = new HostMemory(HostName.Of(_url), HostRecord.Nothing);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, MaxResponseHeadersLength = 64, ActivityHeadersPropagator = null })
        {
            Timeout = options.Value.VantageTimeout,
            MaxResponseContentBufferSize = MaxAnswerLength,
        };
    }

    public string Name => _vantage.Name;

    public async Task<LinkFacts> LookAsync(Link link, IReadOnlyList<string> locations, CancellationToken cancellationToken)
    {
        if (locations.Count > VantageCheckRequest.MaxLocations)
        {
            return Failed(locations, $"It accepts at most {VantageCheckRequest.MaxLocations} locations.");
        }

        try
        {
            using HostTurn turn = await _pacer.WaitAsync(_deployment, cancellationToken);
            if (turn.StayAwayUntil is { } until)
            {
                return Failed(locations, $"It asked for a pause until {until:u}.");
            }

            using HttpRequestMessage request = Request(link.Kind, locations);
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            turn.Answered((int)response.StatusCode, ResponseHeaders.TextOf(response, "retry-after"));
            if (!response.IsSuccessStatusCode)
            {
                return Failed(locations, $"It answers {(int)response.StatusCode}.");
            }

            return Read(link.Kind, await response.Content.ReadAsByteArrayAsync(cancellationToken), locations) is { } facts
                ? facts
                : Failed(locations, "Its answer does not match the request.");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Failed(locations, e is HttpRequestException failure ? $"The request failed ({failure.HttpRequestError})." : "It timed out.");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Reads the facts if they are complete and match the request: every location in order, up to the first that is alive.</summary>
    internal static LinkFacts? Read(LinkKind kind, ReadOnlyMemory<byte> answer, IReadOnlyList<string> asked)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(answer);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("evidence", out JsonElement evidence)
                && Evidence.TryRead(Evidence.FromJson(evidence)) is { Locations.Count: > 0 } facts
                && Evidence.IsWhole(facts)
                && facts.Locations.Select(location => location.Location).SequenceEqual(asked.Take(facts.Locations.Count))
                && (facts.Locations.Count == asked.Count || VerdictEffects.Of(VerdictRules.Judge(kind, facts).Verdict) == VerdictEffect.Alive)
                    ? facts
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private HttpRequestMessage Request(LinkKind kind, IReadOnlyList<string> locations)
    {
        HttpRequestMessage request = new(HttpMethod.Post, _url)
        {
            Content = JsonContent.Create(
                new VantageCheckRequest { Kind = kind, Locations = locations }, VantageJson.Default.VantageCheckRequest),
        };
        if (_vantage.Key is { Length: > 0 } key)
        {
            request.Headers.TryAddWithoutValidation("x-news-key", key);
        }

        return request;
    }

    private LinkFacts Failed(IReadOnlyList<string> locations, string why) => new()
    {
        Locations =
        [
            new LocationFacts
            {
                Location = locations[0],
                Hops = [],
                Failure = new FailureFacts
                {
                    Stage = FailureStage.Connect,
                    Kind = FailureKind.Unreachable,
                    Detail = $"The vantage {Name} gave no result. {why}",
                },
            },
        ],
    };
}
