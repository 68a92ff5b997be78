using System.Net.Http.Headers;

namespace NewsFunctions.Benchmarks.Load;

/// <summary>Measures the HTTP cost of a check without its logic: it gets the same ranges, discards the bodies, and
/// counts a success status as alive (verb <c>links-get</c>).</summary>
internal static class HttpClientLoop
{
    public static async Task<int> RunAsync(string site, int warmUp, int links, int open)
    {
        var counter = new LinkScore(warmUp + links);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = open, UseCookies = false });
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = open };
        Task GetAsync(IEnumerable<SiteLink> some) => Parallel.ForEachAsync(some, parallel, async (link, token) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, site + link.Path);
            request.Headers.Range = new RangeHeaderValue(0, LinkRun.BodyBytes - 1);
            using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await response.Content.CopyToAsync(Stream.Null, token);
            counter.Add(link, response.IsSuccessStatusCode, response.StatusCode.ToString());
        });
        return await OwnOutput.PrintAsync(
            () => GetAsync(SiteLink.First(warmUp)), () => GetAsync(SiteLink.After(warmUp, links)), counter.Sum, () => null);
    }
}
